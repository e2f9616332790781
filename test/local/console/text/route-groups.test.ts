import { describe, expect, it } from 'vitest';
import type { RouteView } from '../../../../local/api/types.ts';
import { differenceOf, groupRoutes, problemsOf } from '../../../../local/console/text/route-groups.ts';

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

describe('differenceOf()', () => {
  const later = { ...step('phone'), afterMs: 600_000 };
  const usual = route('usual', { steps: [step('chat'), later] });
  const hold = { why: 'it gets a moment', untilMs: 90_000 };
  const shifted = usual.steps.map((one) => ({ ...one, atMs: one.atMs + 90_000 }));

  it.each<[string, Partial<RouteView>, object]>([
    ['only a hold', { hold, steps: shifted }, { waits: true, steps: [], stepsDiffer: 'none', notes: false }],
    ['one step', { steps: [step('mail'), later] }, { waits: false, steps: [step('mail')], stepsDiffer: 'some' }],
    ['fewer steps', { steps: [step('chat')] }, { steps: [step('chat')], stepsDiffer: 'all' }],
    ['what is around the steps', { steps: usual.steps, repeatMs: 1 }, { stepsDiffer: 'none', notes: true }],
    ['no step at all', { steps: [] }, { steps: [], stepsDiffer: 'all' }],
  ])('tells %s', (_, change, expected) => {
    expect(differenceOf(route('other', change), usual)).toMatchObject(expected);
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
