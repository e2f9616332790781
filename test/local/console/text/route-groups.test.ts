import { describe, expect, it } from 'vitest';
import type { RouteView } from '../../../../local/api/types.ts';
import { groupRoutes, problemsOf } from '../../../../local/console/text/route-groups.ts';

const step = (channel: string, problem?: string) => ({
  afterMs: 0,
  atMs: 0,
  receivers: [{ receiver: channel, people: [], channels: [channel], ...(problem !== undefined && { problem }) }],
});

const route = (alarmId: string, change: Partial<RouteView> = {}): RouteView => ({
  alarmId,
  title: alarmId,
  severity: 'warning',
  policy: 'warning',
  atMs: 0,
  announcedAtMs: 0,
  steps: [step('chat')],
  recoveryMs: 300_000,
  failover: [],
  dependsOn: [],
  ...change,
});

describe('groupRoutes()', () => {
  it('puts the policy of the most severe alarm first, then goes by name', () => {
    const groups = groupRoutes([
      route('a', { policy: 'warning' }),
      route('b', { policy: 'data', severity: 'info' }),
      route('c', { policy: 'data', severity: 'critical' }),
      route('d', { policy: 'app' }),
    ]);
    expect(groups.map(({ policy, severity }) => [policy, severity])).toEqual([
      ['data', 'critical'],
      ['app', 'warning'],
      ['warning', 'warning'],
    ]);
  });

  it('keeps alarms that are told differently apart, those of the many first', () => {
    const [group] = groupRoutes([
      route('own', { steps: [step('chat'), step('phone')] }),
      route('a', { dependsOn: ['database'] }),
      route('b', { owner: 'Data team', severity: 'critical' }),
    ]);
    expect(group?.variants.map(({ alarms }) => alarms.map(({ alarmId }) => alarmId))).toEqual([['a', 'b'], ['own']]);
  });
});

describe('problemsOf()', () => {
  it('names the step that does not reach somebody', () => {
    expect(problemsOf({ steps: [step('chat'), step('phone', 'nobody is on call')] })).toEqual([
      'Step 2: nobody is on call',
    ]);
  });

  it('leaves out what a skipped step would not have told either', () => {
    expect(problemsOf({ steps: [{ ...step('phone', 'nobody is on call'), skipped: 'outside of office' }] })).toEqual(
      [],
    );
  });
});
