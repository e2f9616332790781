import { afterEach, describe, expect, it } from 'vitest';
import { createMetricSink, type MetricSinkParts } from '../../../functions/aws/metric-sink.ts';
import { metricKey } from '../../../shared/model/metric.ts';
import { type AwsAnswer, type AwsCall, type AwsServer, startAwsServer } from '../../support/aws-server.ts';
import { describeMetricSink, latencyDatum } from '../../support/describe-metric-sink.ts';

interface WrittenDatum {
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  /** Epoch seconds. */
  readonly Timestamp: number;
  readonly Value: number;
  readonly Unit: string;
}

const dataOf = ({ input }: AwsCall) => input.MetricData as readonly WrittenDatum[];

function readDatum(namespace: string, { MetricName, Dimensions, Timestamp, Value }: WrittenDatum) {
  const dimensions = Object.fromEntries(Dimensions.map((pair) => [pair.Name, pair.Value]));
  return { key: metricKey({ namespace, name: MetricName, dimensions }), timestampMs: Timestamp * 1_000, value: Value };
}

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A sink on a stand-in of CloudWatch. */
async function openSink(
  answer: (call: AwsCall) => AwsAnswer = () => ({ output: {} }),
  parts: Partial<MetricSinkParts> = {},
) {
  const started = await startAwsServer(answer);
  server = started;
  const waits: number[] = [];
  const sink = createMetricSink({
    client: started.client,
    clock: { now: () => 0 },
    timer: { wait: async (ms) => void waits.push(ms) },
    random: () => 0.5,
    ...parts,
  });
  return { sink, calls: started.calls, waits };
}

/** Gives these answers to the first calls, and success to all others. */
function first(...answers: readonly AwsAnswer[]): () => AwsAnswer {
  const left = answers.values();
  return () => left.next().value ?? { output: {} };
}

const throttled: AwsAnswer = { error: 'ThrottlingException', message: 'Rate exceeded' };
const deadline = { deadlineMs: 30_000 };

describeMetricSink('CloudWatch', async () => {
  const kept = new Map<string, { readonly timestampMs: number; readonly value: number }[]>();
  const { sink } = await openSink((call) => {
    for (const datum of dataOf(call)) {
      const { key, ...point } = readDatum(String(call.input.Namespace), datum);
      kept.set(
        key,
        [...(kept.get(key) ?? []), point].sort((a, b) => a.timestampMs - b.timestampMs),
      );
    }
    return { output: {} };
  });
  return { sink, points: (metric) => kept.get(metricKey(metric)) ?? [], close: async () => undefined };
});

describe('createMetricSink()', () => {
  it('writes data as CloudWatch wants them', async () => {
    const { sink, calls } = await openSink();
    await sink.put([latencyDatum('web', 34.5)], deadline);
    expect(calls).toEqual([
      {
        operation: 'PutMetricData',
        compressed: false,
        region: 'eu-central-1',
        input: {
          Namespace: 'Watchkeeper/shop/prod',
          MetricData: [
            {
              MetricName: 'Latency',
              Dimensions: [
                { Name: 'Endpoint', Value: 'web' },
                { Name: 'Location', Value: 'eu-central-1' },
              ],
              Timestamp: Date.parse('2026-01-05T08:30:00Z') / 1_000,
              Value: 34.5,
              Unit: 'Milliseconds',
            },
          ],
        },
      },
    ]);
  });

  it('makes as few calls as the limit of 1,000 data allows, compressed', async () => {
    const { sink, calls } = await openSink();
    const data = Array.from({ length: 2_001 }, (_, index) => latencyDatum(`endpoint-${index}`, index));
    expect(await sink.put(data, deadline)).toEqual({ sent: 2_001, lost: 0, calls: 3, retries: 0 });
    expect(calls.map((call) => dataOf(call).length).sort()).toEqual([1, 1_000, 1_000]);
    expect(calls.filter(({ compressed }) => compressed)).toHaveLength(2);
  });

  it('keeps each call below 1 MB, however long the names are', async () => {
    const { sink, calls } = await openSink();
    const data = Array.from({ length: 900 }, (_, index) => latencyDatum(`${index}-${'x'.repeat(1_500)}`, index));
    expect(await sink.put(data, deadline)).toMatchObject({ sent: 900, lost: 0, calls: 2 });
    expect(Math.max(...calls.map(({ input }) => JSON.stringify(input).length))).toBeLessThan(1_048_576);
  });

  it('sends the namespaces apart', async () => {
    const { sink, calls } = await openSink();
    const other = latencyDatum('web', 2);
    await sink.put([latencyDatum('web', 1), { ...other, metric: { ...other.metric, namespace: 'Other' } }], deadline);
    expect(calls.map(({ input }) => input.Namespace).sort()).toEqual(['Other', 'Watchkeeper/shop/prod']);
  });

  it.each<readonly [sentence: string, answer: AwsAnswer]>([
    ['throttled', throttled],
    ['throttled by status', { error: 'TooManyRequests', status: 429 }],
    ['failed on their side', { error: 'InternalServiceFault', status: 500 }],
    ['refused for load', { error: 'ServiceUnavailable', status: 503 }],
    ['broken off', 'reset'],
  ])('tries again what was %s', async (_sentence, answer) => {
    const { sink, calls } = await openSink(first(answer, answer));
    expect(await sink.put([latencyDatum('web', 1)], deadline)).toEqual({ sent: 1, lost: 0, calls: 3, retries: 2 });
    expect(calls).toHaveLength(3);
  });

  it('tries again what got no answer', async () => {
    const { sink } = await openSink(first('never'), { callTimeoutMs: 50 });
    expect(await sink.put([latencyDatum('web', 1)], deadline)).toMatchObject({ sent: 1, lost: 0, retries: 1 });
  });

  it('waits a random part of a doubling, bounded time between tries', async () => {
    const { sink, waits } = await openSink(first(...Array<AwsAnswer>(7).fill(throttled)));
    await sink.put([latencyDatum('web', 1)], deadline);
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000, 1_000]);
  });

  it('gives up at the deadline and counts what was lost', async () => {
    let nowMs = 0;
    const { sink } = await openSink(() => throttled, {
      clock: { now: () => nowMs },
      timer: {
        async wait(ms) {
          nowMs += ms;
        },
      },
    });
    const report = await sink.put([latencyDatum('web', 1), latencyDatum('api', 1)], { deadlineMs: 1_000 });
    expect(report).toEqual({
      sent: 0,
      lost: 2,
      calls: 4,
      retries: 3,
      problem: 'ThrottlingException: Rate exceeded',
    });
    expect(nowMs).toBeLessThan(1_000);
  });

  it('does not try again what CloudWatch will never take', async () => {
    const { sink } = await openSink(
      first({ error: 'InvalidParameterValueException', message: 'The value is not a number' }),
    );
    expect(await sink.put([latencyDatum('web', 1)], deadline)).toEqual({
      sent: 0,
      lost: 1,
      calls: 1,
      retries: 0,
      problem: 'InvalidParameterValueException: The value is not a number',
    });
  });

  it('loses only the call that failed, and says how much that was', async () => {
    const { sink } = await openSink(first({ error: 'AccessDenied', status: 403, message: 'not authorized' }));
    const data = Array.from({ length: 1_500 }, (_, index) => latencyDatum(`endpoint-${index}`, index));
    const report = await sink.put(data, deadline);
    expect(report.sent + report.lost).toBe(1_500);
    expect([500, 1_000]).toContain(report.lost);
    expect(report.problem).toBe('AccessDenied: not authorized');
  });
});
