import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  type MetricDatum as CloudWatchDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import type { MetricDatum } from '../../shared/model/metric.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { isWorthRetrying } from './is-worth-retrying.ts';

/** What the sink needs besides AWS. */
export interface MetricSinkParts {
  readonly client: CloudWatchClientConfig;
  readonly clock: Clock;
  readonly timer: Timer;
  /** A random number in [0, 1), for jitter. */
  readonly random: () => number;
  /** A call without an answer for this long counts as failed. */
  readonly callTimeoutMs?: number;
}

/** API_PutMetricData: "maximum 1000 metrics per request", 1 MB; the SDK compresses what is larger than 10 KB. */
const callLimits = { data: 1_000, bytes: 1_000_000 } as const;

const backoff = { firstMs: 100, mostMs: 2_000 } as const;

interface CallReport {
  readonly size: number;
  readonly tries: number;
  /** Absent where the call was accepted. */
  readonly problem?: string;
}

/**
 * Publishes to CloudWatch. Each datum arrives at least once: a call whose answer was lost is made again, so alarms must read
 * statistics that a repeated value does not change (minimum, maximum, average).
 */
export function createMetricSink({ client, clock, timer, random, callTimeoutMs = 5_000 }: MetricSinkParts): MetricSink {
  const cloudWatch = new CloudWatchClient({ ...client, maxAttempts: 1 });

  async function callUntil(
    deadlineMs: number,
    namespace: string,
    data: readonly CloudWatchDatum[],
  ): Promise<CallReport> {
    for (let tries = 1; ; tries += 1) {
      const abortSignal = AbortSignal.timeout(Math.max(1, Math.min(callTimeoutMs, deadlineMs - clock.now())));
      try {
        await cloudWatch.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: [...data] }), {
          abortSignal,
        });
        return { size: data.length, tries };
      } catch (error) {
        const waitMs = random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** tries);
        if (!isWorthRetrying(error) || clock.now() + waitMs >= deadlineMs) {
          return { size: data.length, tries, problem: describeError(error) };
        }
        await timer.wait(waitMs);
      }
    }
  }

  return {
    async put(data, { deadlineMs }) {
      const calls = [...Map.groupBy(data, ({ metric }) => metric.namespace)].flatMap(([namespace, group]) =>
        fillCalls(group).map((call) => callUntil(deadlineMs, namespace, call)),
      );
      const reports = await Promise.all(calls);
      const failed = reports.filter(({ problem }) => problem !== undefined);
      const tries = sum(reports.map((report) => report.tries));
      const lost = sum(failed.map(({ size }) => size));
      const problem = failed[0]?.problem;
      return {
        sent: data.length - lost,
        lost,
        calls: tries,
        retries: tries - reports.length,
        ...(problem === undefined ? {} : { problem }),
      };
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** As few calls as the limits allow. */
function fillCalls(data: readonly MetricDatum[]): readonly (readonly CloudWatchDatum[])[] {
  const calls: CloudWatchDatum[][] = [];
  let bytes = 0;
  for (const datum of data.map(toCloudWatch)) {
    const size = Buffer.byteLength(JSON.stringify(datum));
    const last = calls.at(-1);
    if (last !== undefined && last.length < callLimits.data && bytes + size <= callLimits.bytes) {
      last.push(datum);
      bytes += size;
    } else {
      calls.push([datum]);
      bytes = size;
    }
  }
  return calls;
}

function toCloudWatch({ metric, unit, timestampMs, value }: MetricDatum): CloudWatchDatum {
  return {
    MetricName: metric.name,
    Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Timestamp: new Date(timestampMs),
    Value: value,
    Unit: unit,
  };
}
