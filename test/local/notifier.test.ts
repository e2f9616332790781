import { describe, expect, it } from 'vitest';
import type { AlarmTransition } from '../../local/alarm-board.ts';
import { createNotifier } from '../../local/notifier.ts';
import type { AlarmState } from '../../shared/model/alarm.ts';
import { incidentPlan } from '../support/incident-plan.ts';

/** Wednesday 7 January 2026, 03:00 in Zurich: the window begins. */
const threeMs = Date.parse('2026-01-07T02:00:00Z');
const hour = 3_600_000;

const plan = incidentPlan({
  maintenance: {
    upgrade: {
      from: '2026-01-07T03:00',
      until: '2026-01-07T05:00',
      of: ['blog'],
      reason: 'upgrade',
      backstop: 'muted',
    },
  },
});

function watch() {
  const told: { readonly NewStateValue: string; readonly ActionExecutedAfterMuteWindow?: boolean }[] = [];
  const invoke = async (event: unknown) => {
    const { Records } = event as { readonly Records: readonly [{ readonly Sns: { readonly Message: string } }] };
    told.push(JSON.parse(Records[0].Sns.Message));
  };
  const deliveryLog = { write: () => undefined };
  const notifier = createNotifier({ plan, createdAtMs: threeMs - hour, deliveryLog, router: { invoke } });
  const change = async (alarmId: string, state: AlarmState, atMs: number) => {
    const alarm = plan.alarms.find(({ id }) => id === alarmId);
    const evaluation = { state, reason: 'Threshold Crossed', datapoints: [] };
    await notifier.notify({ alarm, from: 'OK', evaluation, atMs } as unknown as AlarmTransition);
  };
  return { told, notifier, change };
}

const blog = 'endpoint/blog/down';

describe('createNotifier()', () => {
  it('tells the router at once of what nothing mutes', async () => {
    const { told, change } = watch();
    await change(blog, 'ALARM', threeMs - 1);
    await change('endpoint/balancer/down', 'ALARM', threeMs);
    expect(told.map(({ NewStateValue }) => NewStateValue)).toEqual(['ALARM', 'ALARM']);
  });

  it('tells nobody that data is missing', async () => {
    const { told, change } = watch();
    await change(blog, 'INSUFFICIENT_DATA', threeMs - 1);
    expect(told).toEqual([]);
  });

  it('brings the newest of what a window muted once, when that is over', async () => {
    const { told, change, notifier } = watch();
    await change(blog, 'ALARM', threeMs);
    await change(blog, 'OK', threeMs + 1);
    await change(blog, 'ALARM', threeMs + 2);
    await notifier.releaseMuted(threeMs + 2 * hour - 1);
    expect(told).toEqual([]);
    await notifier.releaseMuted(threeMs + 2 * hour);
    await notifier.releaseMuted(threeMs + 3 * hour);
    expect(told).toMatchObject([{ NewStateValue: 'ALARM', ActionExecutedAfterMuteWindow: true }]);
  });
});
