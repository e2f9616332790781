import { describe, expect, it } from 'vitest';
import { createAlarmStates } from '../../../functions/aws/alarm-states.ts';
import { startAwsServer } from '../../support/aws-server.ts';

describe('createAlarmStates()', () => {
  it('reads all pages of the alarms with a prefix, composite ones too', async () => {
    const server = await startAwsServer(({ input }) =>
      input.NextToken === undefined
        ? {
            output: {
              MetricAlarms: [
                {
                  AlarmName: 'shop-prod/a',
                  StateValue: 'ALARM',
                  StateReason: 'Threshold crossed',
                  StateUpdatedTimestamp: 1_768_000_000,
                },
              ],
              NextToken: 'more',
            },
          }
        : { output: { CompositeAlarms: [{ AlarmName: 'shop-prod/b', StateValue: 'OK' }] } },
    );
    try {
      const states = createAlarmStates({ client: server.client, timeoutMs: 2_000 });
      expect(await states.list({ region: 'eu-west-1', prefix: 'shop-prod/' })).toEqual([
        { alarmName: 'shop-prod/a', state: 'ALARM', reason: 'Threshold crossed', sinceMs: 1_768_000_000_000 },
        { alarmName: 'shop-prod/b', state: 'OK', reason: '' },
      ]);
      expect(server.calls).toMatchObject([
        { operation: 'DescribeAlarms', region: 'eu-west-1', input: { AlarmNamePrefix: 'shop-prod/' } },
        { input: { NextToken: 'more' } },
      ]);
    } finally {
      await server.close();
    }
  });

  it('rejects where they may not be read', async () => {
    const server = await startAwsServer(() => ({ error: 'AccessDeniedException', status: 403 }));
    const states = createAlarmStates({ client: server.client, timeoutMs: 2_000 });
    await expect(states.list({ region: 'eu-west-1', prefix: 'x' })).rejects.toThrow('AccessDenied');
    await server.close();
  });
});
