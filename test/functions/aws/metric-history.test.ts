import { describe, expect, it } from 'vitest';
import { createMetricHistory } from '../../../functions/aws/metric-history.ts';
import { computeParsedStatistic } from '../../../shared/cloudwatch/compute-statistic.ts';
import { parseStatistic } from '../../../shared/cloudwatch/parse-statistic.ts';
import { type MetricDatum, metricKey } from '../../../shared/model/metric.ts';
import { type AwsAnswer, type AwsCall, startAwsServer } from '../../support/aws-server.ts';
import { describeMetricHistory } from '../../support/describe-metric-history.ts';
import { latencyDatum } from '../../support/describe-metric-sink.ts';

/** Points on a page: few, so that pages are turned. */
const pageSize = 500;

interface AskedMetric {
  readonly Metric: {
    readonly Namespace: string;
    readonly MetricName: string;
    readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  };
  readonly Period: number;
  readonly Stat: string;
}

/** GetMetricData as its reference describes it: aligned periods, statistics, pages. Times are in seconds. */
function getMetricData({ input }: AwsCall, data: readonly MetricDatum[]): AwsAnswer {
  const {
    MetricDataQueries,
    StartTime,
    EndTime,
    NextToken = '0',
  } = input as {
    readonly MetricDataQueries: readonly { readonly Id: string; readonly MetricStat: AskedMetric }[];
    readonly StartTime: number;
    readonly EndTime: number;
    readonly NextToken?: string;
  };
  const [{ Id = '', MetricStat } = {}] = MetricDataQueries;
  if (MetricStat === undefined) return { error: 'ValidationError', message: 'no query' };
  const { Metric, Period, Stat } = MetricStat;
  const statistic = parseStatistic(Stat);
  if (!statistic.ok) return { error: 'ValidationError', message: `Invalid statistic ${Stat}` };
  const dimensions = Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const key = metricKey({ namespace: Metric.Namespace, name: Metric.MetricName, dimensions });
  const periodOf = (seconds: number) => Math.floor(seconds / Period) * Period;
  const periods = Map.groupBy(
    data.filter(({ metric }) => metricKey(metric) === key),
    ({ timestampMs }) => periodOf(timestampMs / 1_000),
  );
  const points = [...periods]
    .filter(([time]) => time >= periodOf(StartTime) && time < EndTime)
    .sort(([a], [b]) => a - b)
    .map(([time, members]) => [
      time,
      computeParsedStatistic(
        statistic.statistic,
        members.map(({ value }) => value),
      ),
    ]);
  const from = Number(NextToken);
  const page = points.slice(from, from + pageSize);
  const isLast = from + pageSize >= points.length;
  return {
    output: {
      MetricDataResults: [
        {
          Id,
          Label: Metric.MetricName,
          StatusCode: isLast ? 'Complete' : 'PartialData',
          Timestamps: page.map(([time]) => time),
          Values: page.map(([, value]) => value),
        },
      ],
      ...(isLast ? {} : { NextToken: String(from + pageSize) }),
    },
  };
}

describeMetricHistory('CloudWatch', async () => {
  const data: MetricDatum[] = [];
  const server = await startAwsServer((call) => getMetricData(call, data));
  return {
    history: createMetricHistory({ client: server.client, timeoutMs: 5_000 }),
    add: (added) => void data.push(...added),
    close: () => server.close(),
  };
});

const startMs = Date.parse('2026-01-05T08:00:00Z');
const query = {
  metric: latencyDatum('web', 0).metric,
  stat: 'p95',
  periodSeconds: 300,
  fromMs: startMs,
  toMs: startMs + 3_600_000,
};

/** A busy machine may take long over an answer: only who waits for none gives a short time. */
async function readFrom(answer: (call: AwsCall) => AwsAnswer, timeoutMs = 10_000) {
  const server = await startAwsServer(answer);
  try {
    const history = createMetricHistory({ client: { ...server.client, maxAttempts: 1 }, timeoutMs });
    return { end: await history.read(query).catch((error: unknown) => error as Error), calls: server.calls };
  } finally {
    await server.close();
  }
}

const resultOf = (result: object, more: object = {}): AwsAnswer => ({
  output: { MetricDataResults: [{ Id: 'm1', StatusCode: 'Complete', ...result }], ...more },
});

describe('createMetricHistory()', () => {
  it('asks for one metric and statistic, oldest first', async () => {
    const { calls } = await readFrom(() => resultOf({ Timestamps: [], Values: [] }));
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      [
        'GetMetricData',
        {
          MetricDataQueries: [
            {
              Id: 'm1',
              MetricStat: {
                Metric: {
                  Namespace: 'Watchkeeper/shop/prod',
                  MetricName: 'Latency',
                  Dimensions: [
                    { Name: 'Endpoint', Value: 'web' },
                    { Name: 'Location', Value: 'eu-central-1' },
                  ],
                },
                Period: 300,
                Stat: 'p95',
              },
            },
          ],
          StartTime: startMs / 1_000,
          EndTime: startMs / 1_000 + 3_600,
          ScanBy: 'TimestampAscending',
        },
      ],
    ]);
  });

  it('turns no pages without end', async () => {
    const { end, calls } = await readFrom(() => resultOf({ Timestamps: [], Values: [] }, { NextToken: 'more' }));
    expect(String(end)).toBe('Error: Cannot read Latency: it has more than 20 pages, must have fewer points');
    expect(calls).toHaveLength(20);
  });

  it('rejects what CloudWatch could not read whole', async () => {
    const { end } = await readFrom(() =>
      resultOf({ StatusCode: 'InternalError', Messages: [{ Code: 'x', Value: 'try again' }] }),
    );
    expect(String(end)).toBe('Error: Cannot read the metric whole: InternalError (try again)');
  });

  it.each<readonly [string, AwsAnswer, string]>([
    ['refuses', { error: 'AccessDenied', status: 403 }, 'AccessDenied'],
    ['does not answer in time', 'never', 'AbortError'],
  ])('rejects where CloudWatch %s', async (_, answer, name) => {
    const { end } = await readFrom(() => answer, answer === 'never' ? 300 : undefined);
    expect((end as Error).name).toBe(name);
  });
});
