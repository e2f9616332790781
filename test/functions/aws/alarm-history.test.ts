import { describe, expect, it } from 'vitest';
import { createAlarmHistory } from '../../../functions/aws/alarm-history.ts';
import { changedAtMs } from '../../support/alert-samples.ts';
import { type AwsAnswer, startAwsServer } from '../../support/aws-server.ts';

const change = (stateValue: string, minutesAgo: number) => ({
  AlarmName: 'shop-prod/endpoint/web/down',
  HistoryItemType: 'StateUpdate',
  Timestamp: (changedAtMs - minutesAgo * 60_000) / 1_000,
  HistoryData: JSON.stringify({ version: '1.0', oldState: {}, newState: { stateValue } }),
});

async function recall(answer: AwsAnswer, timeoutMs = 2_000) {
  const server = await startAwsServer(() => answer);
  try {
    const history = createAlarmHistory({ client: server.client, timeoutMs });
    const query = { alarmName: 'shop-prod/endpoint/web/down', region: 'eu-west-1', beforeMs: changedAtMs };
    const openedAtMs = await history.openedAt(query).catch((error: unknown) => error as Error);
    return { openedAtMs, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('the history of an alarm in CloudWatch', () => {
  it('holds the newest beginning before the end', async () => {
    const items = [change('OK', 0), change('ALARM', 12), change('OK', 50), change('ALARM', 60)];
    const { openedAtMs, calls } = await recall({ output: { AlarmHistoryItems: items } });
    expect(openedAtMs).toBe(changedAtMs - 12 * 60_000);
    expect(calls).toMatchObject([
      {
        operation: 'DescribeAlarmHistory',
        region: 'eu-west-1',
        input: {
          AlarmName: 'shop-prod/endpoint/web/down',
          HistoryItemType: 'StateUpdate',
          ScanBy: 'TimestampDescending',
        },
      },
    ]);
  });

  it.each([
    ['nothing', []],
    ['no beginning', [change('OK', 0)]],
    ['what cannot be read', [{ ...change('ALARM', 3), HistoryData: '{' }]],
  ])('knows no beginning where it holds %s', async (_, items) => {
    expect((await recall({ output: { AlarmHistoryItems: items } })).openedAtMs).toBeUndefined();
  });

  it.each<readonly [string, AwsAnswer]>([
    ['may not be read', { error: 'AccessDeniedException', status: 403 }],
    ['does not answer', 'never'],
  ])('rejects where it %s', async (_, answer) => {
    expect((await recall(answer, 300)).openedAtMs).toBeInstanceOf(Error);
  });
});
