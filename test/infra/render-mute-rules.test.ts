import { describe, expect, it } from 'vitest';
import { renderMuteRules } from '../../infra/render-mute-rules.ts';
import type { Calendar } from '../../shared/model/calendar.ts';
import type { MaintenanceWindow } from '../../shared/model/policy.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { ofType, synthesise } from './synthesise.ts';

const office: Calendar = {
  days: ['monday', 'friday'],
  fromMinute: 510,
  toMinute: 1_080,
  except: ['12-25'],
  timeZone: 'Europe/Zurich',
};

const muted = { name: 'work', reason: 'New racks', mutesBackstop: true };
const during = (calendar: string): MaintenanceWindow => ({ ...muted, when: { kind: 'calendar', calendar } });
const once = (from: string, until: string): MaintenanceWindow => ({
  ...muted,
  when: { kind: 'once', fromMs: Date.parse(from), untilMs: Date.parse(until) },
});

const base = samplePlan();
const [alarm] = base.alarms;
const newYear = Date.parse('2026-01-01T00:00:00Z');

/** A plan with one window over that many alarms. */
function planWith(window: MaintenanceWindow, { alarms = 1, calendar = office } = {}): Plan {
  const names = Array.from({ length: alarms }, (_, index) => `alarm-${String(index).padStart(3, '0')}`);
  return {
    ...base,
    calendars: { office: calendar },
    maintenance: [window],
    alarms: names.flatMap((name) => (alarm === undefined ? [] : [{ ...alarm, id: name, name }])),
    routing: Object.fromEntries(
      names.map((name) => [
        name,
        { policy: 'critical', alsoNotify: [], dependsOn: [], worse: [], maintenance: ['work'], runbookSteps: [] },
      ]),
    ),
  };
}

const schedulesOf = (plan: Plan, nowMs = newYear) =>
  renderMuteRules(plan, nowMs).map(({ rule }) => (rule.rule as { readonly schedule: object }).schedule);

describe('renderMuteRules()', () => {
  it.each([
    ['hours of some days', office, 'cron(30 8 * * MON,FRI)', 'PT9H30M'],
    [
      'a night that ends on the next morning',
      { ...office, fromMinute: 1_320, toMinute: 360 },
      'cron(0 22 * * MON,FRI)',
      'PT8H',
    ],
    ['whole days', { ...office, fromMinute: 0, toMinute: 1_440 }, 'cron(0 0 * * MON,FRI)', 'PT24H'],
    ['a few minutes', { ...office, fromMinute: 60, toMinute: 65 }, 'cron(0 1 * * MON,FRI)', 'PT5M'],
    [
      'every day',
      { ...office, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] } as const,
      'cron(30 8 * * *)',
      'PT9H30M',
    ],
  ])('writes %s of a calendar in its time zone', (_, calendar, expression, duration) => {
    expect(schedulesOf(planWith(during('office'), { calendar }))).toEqual([
      { expression, duration, timezone: 'Europe/Zurich' },
    ]);
  });

  it('writes a window that happens once in UTC', () => {
    expect(schedulesOf(planWith(once('2026-03-29T00:30:00Z', '2026-03-29T03:00:00Z')))).toEqual([
      { expression: 'at(2026-03-29T00:30)', duration: 'PT2H30M' },
    ]);
  });

  it('cuts a window of more than 15 days into rules that follow each other', () => {
    expect(schedulesOf(planWith(once('2026-07-01T00:00:00Z', '2026-07-17T12:00:00Z')))).toEqual([
      { expression: 'at(2026-07-01T00:00)', duration: 'PT360H' },
      { expression: 'at(2026-07-16T00:00)', duration: 'PT36H' },
    ]);
  });

  it('leaves out a window once it is over, and no moment before', () => {
    const plan = planWith(once('2026-07-01T00:00:00Z', '2026-07-01T02:00:00Z'));
    const untilMs = Date.parse('2026-07-01T02:00:00Z');
    expect([schedulesOf(plan, untilMs - 1).length, schedulesOf(plan, untilMs).length]).toEqual([1, 0]);
  });

  it('keeps the names of the rules that are left when the first part of a long window is over', () => {
    const plan = planWith(once('2026-07-01T00:00:00Z', '2026-07-17T12:00:00Z'));
    const namesAt = (now: string) => renderMuteRules(plan, Date.parse(now)).map(({ rule }) => rule.name);
    expect(namesAt('2026-06-01T00:00:00Z')).toEqual(['shop-prod-work-1-1', 'shop-prod-work-2-1']);
    expect(namesAt('2026-07-16T00:00:00Z')).toEqual(['shop-prod-work-2-1']);
  });

  it.each([
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('names %i alarms in rules of at most 100', (alarms, sizes) => {
    const rules = renderMuteRules(planWith(during('office'), { alarms }), newYear);
    const targets = rules.map(({ rule }) => (rule.muteTargets as { readonly alarmNames: string[] }).alarmNames);
    expect(targets.map(({ length }) => length)).toEqual(sizes);
    expect(new Set(targets.flat()).size).toBe(alarms);
  });

  it('mutes nothing by a window that leaves the backstop alone, or that is about nothing', () => {
    expect(renderMuteRules(planWith({ ...during('office'), mutesBackstop: false }), newYear)).toEqual([]);
    expect(renderMuteRules(planWith(during('office'), { alarms: 0 }), newYear)).toEqual([]);
  });
});

describe('maintenance of the sample', () => {
  const maintenance = { backups: { backstop: 'muted' }, move: null };

  it('mutes the alarms that fall under it, and none of our own machinery', () => {
    const plan = samplePlan({ maintenance });
    const rules = ofType(synthesise(plan), 'AWS::CloudWatch::AlarmMuteRule');
    const named = rules.flatMap(({ Properties }) => Properties.MuteTargets.AlarmNames);
    const ofOrders = plan.alarms.filter(({ subject }) => subject.kind === 'database' && subject.database === 'orders');
    expect(ofOrders.length).toBeGreaterThan(0);
    expect(named.toSorted()).toEqual(ofOrders.map(({ name }) => name).toSorted());
    expect(rules.map(({ Properties }) => Properties.Rule.Schedule)).toEqual([
      { Expression: 'cron(30 8 * * MON,TUE,WED,THU,FRI)', Duration: 'PT9H30M', Timezone: 'Europe/Zurich' },
    ]);
  });

  it('keeps its stack when the last window is gone, empty, so that what mutes is deleted', () => {
    const stack = synthesise(samplePlan({ maintenance: { move: null } })).find(({ name }) =>
      name.includes('-maintenance-'),
    );
    expect(stack?.resources).toEqual([]);
  });
});
