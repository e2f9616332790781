import { describe, expect, it } from 'vitest';
import { createAlarmChanges } from '../../../functions/aws/alarm-changes.ts';
import { type AwsAnswer, type AwsCall, startAwsServer } from '../../support/aws-server.ts';

const nowMs = Date.UTC(2026, 0, 13, 7);
const dayMs = 86_400_000;
const alarms = [
  { name: 'shop-prod/endpoint/web/down', region: 'eu-central-1' },
  { name: 'shop-prod/job/x/no-result', region: 'us-east-1' },
];

const change = (AlarmName: string, from: string, to: string, hoursAgo: number) => ({
  AlarmName,
  HistoryItemType: 'StateUpdate',
  Timestamp: (nowMs - hoursAgo * 3_600_000) / 1_000,
  HistoryData: JSON.stringify({ version: '1.0', oldState: { stateValue: from }, newState: { stateValue: to } }),
});

async function read(answer: (call: AwsCall) => AwsAnswer, fromMs = nowMs - dayMs) {
  const server = await startAwsServer(answer);
  try {
    const changes = createAlarmChanges({ client: server.client, timeoutMs: 2_000, clock: { now: () => nowMs } });
    const list = await changes.between({ alarms, fromMs, toMs: nowMs }).catch((error: unknown) => error as Error);
    return { list, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('createAlarmChanges()', () => {
  it('reads all pages of every region, oldest first, and the alarms that are asked for', async () => {
    const { list, calls } = await read(({ region, input }) => {
      if (region === 'us-east-1') {
        return { output: { AlarmHistoryItems: [change('shop-prod/job/x/no-result', 'OK', 'INSUFFICIENT_DATA', 2)] } };
      }
      const [web, other] = ['shop-prod/endpoint/web/down', 'another-service/alarm'];
      return input.NextToken === undefined
        ? {
            output: {
              AlarmHistoryItems: [change(web, 'OK', 'ALARM', 3), change(other, 'OK', 'ALARM', 3)],
              NextToken: 'more',
            },
          }
        : { output: { AlarmHistoryItems: [change(web, 'ALARM', 'OK', 1), { AlarmName: web, HistoryData: '{' }] } };
    });
    const hour = (hours: number) => nowMs - hours * 3_600_000;
    expect(list).toEqual({
      changes: [
        { alarmName: 'shop-prod/endpoint/web/down', from: 'OK', to: 'ALARM', atMs: hour(3) },
        { alarmName: 'shop-prod/job/x/no-result', from: 'OK', to: 'INSUFFICIENT_DATA', atMs: hour(2) },
        { alarmName: 'shop-prod/endpoint/web/down', from: 'ALARM', to: 'OK', atMs: hour(1) },
      ],
    });
    expect(calls.map(({ region }) => region).sort()).toEqual(['eu-central-1', 'eu-central-1', 'us-east-1']);
    expect(calls[0]).toMatchObject({
      operation: 'DescribeAlarmHistory',
      input: { HistoryItemType: 'StateUpdate', MaxRecords: 100, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    });
    expect(calls[0]?.input).not.toHaveProperty('AlarmName');
  });

  it('says from when on it knows, where CloudWatch has forgotten what came before', async () => {
    const { list } = await read(() => ({ output: { AlarmHistoryItems: [] } }), nowMs - 40 * dayMs);
    expect(list).toEqual({ changes: [], knownFromMs: nowMs - 30 * dayMs });
  });

  it('rejects where a region may not be read', async () => {
    const { list } = await read(({ region }) =>
      region === 'us-east-1' ? { error: 'AccessDeniedException', status: 403 } : { output: {} },
    );
    expect(list).toBeInstanceOf(Error);
  });
});
