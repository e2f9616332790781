import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';

/** Where CloudWatch is, and how long a read may take. */
export interface MetricHistoryParts {
  readonly client: CloudWatchClientConfig;
  /** A read without its last page after this long is given up. */
  readonly timeoutMs: number;
}

type Query = Parameters<MetricHistory['read']>[0];
type Points = Awaited<ReturnType<MetricHistory['read']>>;

/** A page holds up to 100,800 points (API_GetMetricData), so this is far more than fifteen months of hours. */
const mostPages = 20;

/** Reads metrics back from CloudWatch. Rejects where it cannot be read whole and in time. */
export function createMetricHistory({ client, timeoutMs }: MetricHistoryParts): MetricHistory {
  const cloudWatch = new CloudWatchClient(client);
  return {
    async read(query) {
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const points: Points[number][] = [];
      let token: string | undefined;
      for (let page = 1; page <= mostPages; page += 1) {
        const command = new GetMetricDataCommand(makeInput(query, token));
        const { MetricDataResults = [], NextToken } = await cloudWatch.send(command, { abortSignal });
        points.push(...MetricDataResults.flatMap(readPoints));
        token = NextToken;
        if (token === undefined) return points.filter(isIn(query));
      }
      throw new Error(`Cannot read ${query.metric.name}: it has more than ${mostPages} pages, must have fewer points`);
    },
  };
}

function makeInput({ metric, stat, periodSeconds, fromMs, toMs }: Query, token: string | undefined) {
  const { namespace, name, dimensions } = metric;
  const pairs = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const input: GetMetricDataCommandInput = {
    MetricDataQueries: [
      {
        Id: 'm1',
        MetricStat: {
          Metric: { Namespace: namespace, MetricName: name, Dimensions: pairs },
          Period: periodSeconds,
          Stat: stat,
        },
      },
    ],
    StartTime: new Date(fromMs),
    EndTime: new Date(toMs),
    ScanBy: 'TimestampAscending',
  };
  return token === undefined ? input : { ...input, NextToken: token };
}

/** `PartialData` says that another page follows; the other two codes mean that points are missing for good. */
const incomplete = new Set(['InternalError', 'Forbidden']);

function readPoints({ StatusCode, Messages, Timestamps = [], Values = [] }: MetricDataResult): Points {
  if (incomplete.has(StatusCode ?? '')) {
    const why = Messages?.map(({ Value }) => Value).join(', ') || 'CloudWatch does not say why';
    throw new Error(`Cannot read the metric whole: ${StatusCode} (${why})`);
  }
  return Timestamps.map((time, index) => ({ timestampMs: time.getTime(), value: Values[index] ?? Number.NaN }));
}

/** CloudWatch rounds the start of old ranges down, to 5 minutes or an hour. */
const isIn =
  ({ fromMs, toMs }: Query) =>
  ({ timestampMs }: Points[number]): boolean =>
    timestampMs >= fromMs && timestampMs < toMs;
