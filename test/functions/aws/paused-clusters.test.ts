import { describe, expect, it } from 'vitest';
import { createPausedClusters } from '../../../functions/aws/paused-clusters.ts';
import { type AwsAnswer, startAwsServer } from '../../support/aws-server.ts';

const nowMs = Date.parse('2026-01-05T08:30:20Z');
const cluster = 'arn:aws:rds:us-east-1:111122223333:cluster:trips';

/** The capacity of the last minutes, oldest first. */
const capacities = (...values: readonly number[]): AwsAnswer => ({
  output: {
    MetricDataResults: [
      {
        Id: 'm1',
        StatusCode: 'Complete',
        Timestamps: values.map((_, index) => Math.floor(nowMs / 60_000) * 60 - (values.length - 1 - index) * 60),
        Values: values,
      },
    ],
  },
});

async function ask(answer: AwsAnswer, arn = cluster) {
  const server = await startAwsServer(() => answer);
  const warnings: string[] = [];
  const { region: _region, ...client } = server.client;
  const clusters = createPausedClusters({
    client: { ...client, maxAttempts: 1 },
    clock: { now: () => nowMs },
    timeoutMs: 300,
    warn: (problem) => void warnings.push(problem),
  });
  try {
    return { isPaused: await clusters.isPaused(arn), warnings, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('createPausedClusters()', () => {
  it.each<readonly [sentence: string, answer: AwsAnswer, isPaused: boolean | undefined]>([
    ['sleeps while its capacity is 0', capacities(0.5, 0, 0), true],
    ['is awake again as soon as it has any', capacities(0, 0, 0.5), false],
    ['is not known while there is no metric', capacities(), undefined],
  ])('tells that a cluster %s', async (_, answer, isPaused) => {
    expect(await ask(answer)).toMatchObject({ isPaused, warnings: [] });
  });

  it('asks for the last ten minutes of the cluster, in its region', async () => {
    const { calls } = await ask(capacities(0));
    expect(calls).toMatchObject([
      {
        operation: 'GetMetricData',
        region: 'us-east-1',
        input: {
          MetricDataQueries: [
            {
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/RDS',
                  MetricName: 'ServerlessDatabaseCapacity',
                  Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'trips' }],
                },
                Period: 60,
                Stat: 'Maximum',
              },
            },
          ],
          StartTime: Date.parse('2026-01-05T08:20:00Z') / 1_000,
          EndTime: Date.parse('2026-01-05T08:31:00Z') / 1_000,
        },
      },
    ]);
  });

  it.each<readonly [string, AwsAnswer, RegExp]>([
    ['refuses', { error: 'AccessDenied', status: 403, message: 'not authorized' }, /AccessDenied: not authorized$/],
    ['does not answer in time', 'never', /AbortError/],
  ])('does not know, and says why, where CloudWatch %s', async (_, answer, why) => {
    const { isPaused, warnings } = await ask(answer);
    expect(isPaused).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^Cannot tell whether "trips" is paused: /)]);
    expect(warnings[0]).toMatch(why);
  });

  it('does not know what is not the ARN of a cluster', async () => {
    expect(await ask(capacities(0), 'trips')).toMatchObject({ isPaused: undefined, calls: [] });
  });
});
