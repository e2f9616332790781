import type { CloudWatchClientConfig } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../shared/ports/clock.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import type { PausedClusters } from '../../shared/ports/paused-clusters.ts';
import { createMetricHistory } from './metric-history.ts';

/** What is needed to ask CloudWatch; `client` names no region, because each cluster's ARN names its own. */
export interface PausedClustersParts {
  readonly client: Omit<CloudWatchClientConfig, 'region'>;
  readonly clock: Clock;
  readonly timeoutMs?: number;
  /** Hears why a cluster could not be asked about: nobody else would, and the cluster is kept awake meanwhile. */
  readonly warn: (problem: string) => void;
}

/** `arn:aws:rds:<region>:<account>:cluster:<identifier>`. */
const clusterArn = /^arn:[\w-]+:rds:([a-z0-9-]+):\d{12}:cluster:([\w:-]+)$/;

/** Points come a minute or two late. */
const lookBackMs = 10 * 60_000;

/**
 * Tells by the metric `ServerlessDatabaseCapacity`, which is 0 while all instances are paused
 * (aurora-serverless-v2-auto-pause.html, "Monitoring"): asking the cluster itself would wake it.
 */
export function createPausedClusters({ client, clock, timeoutMs = 3_000, warn }: PausedClustersParts): PausedClusters {
  const histories = new Map<string, MetricHistory>();

  function historyIn(region: string): MetricHistory {
    const history = histories.get(region) ?? createMetricHistory({ client: { ...client, region }, timeoutMs });
    histories.set(region, history);
    return history;
  }

  return {
    async isPaused(arn) {
      const [, region, cluster] = clusterArn.exec(arn) ?? [];
      if (region === undefined || cluster === undefined) return undefined;
      const nowMs = Math.floor(clock.now() / 60_000) * 60_000;
      try {
        const points = await historyIn(region).read({
          metric: {
            namespace: 'AWS/RDS',
            name: 'ServerlessDatabaseCapacity',
            dimensions: { DBClusterIdentifier: cluster },
          },
          stat: 'Maximum',
          periodSeconds: 60,
          fromMs: nowMs - lookBackMs,
          toMs: nowMs + 60_000,
        });
        const newest = points.at(-1);
        return newest === undefined ? undefined : newest.value === 0;
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        warn(`Cannot tell whether "${cluster}" is paused: ${name}: ${message}`);
        return undefined;
      }
    },
  };
}
