import { describe, expect, it } from 'vitest';
import { explainRoute } from '../../../shared/alerting/explain-route.ts';
import { settleMs } from '../../../shared/alerting/settle-time.ts';
import type { PolicyStep, Receiver } from '../../../shared/model/policy.ts';
import { makeRoutingPlan } from './routing-samples.ts';
import { at, makeCalendar, makeLayer, makeOffice, makeRotation, minuteMs, show } from './schedule-samples.ts';

type Differs = Parameters<typeof makeRoutingPlan>[0];

const explain = (moment: string, differs: Differs = {}) => {
  const route = explainRoute('web', { plan: makeRoutingPlan(differs), atMs: at(moment) });
  return route ?? expect.fail('no route');
};

const channel = (name: string): Receiver => ({ kind: 'channel', channel: name });
const onCall: Receiver = { kind: 'on-call', rotation: 'platform', role: 'primary' };
const step = (minutes: number, notify: readonly Receiver[], during?: string): PolicyStep => ({
  afterMs: minutes * minuteMs,
  notify,
  ...(during === undefined ? {} : { during }),
});

/** Each step in a line: when, and whom it tells. */
const stepsOf = (route: ReturnType<typeof explain>): readonly string[] =>
  route.steps.map(({ atMs, receivers, skipped }) =>
    [show(atMs), ...receivers.flatMap(({ channels }) => channels), ...(skipped === undefined ? [] : [skipped])].join(
      ' ',
    ),
  );

const held = { policy: { holdUntil: 'office' } } as const;
const inMaintenance = { routing: { maintenance: ['upgrade'] } } as const;
const always = {
  name: 'forever',
  reason: 'retired',
  when: { kind: 'calendar', calendar: 'always' },
  mutesBackstop: false,
} as const;

describe('explainRoute()', () => {
  it('tells at once where nothing holds it', () => {
    const route = explain('2026-01-06T03:00:12+01:00', {
      severity: 'critical',
      policy: {
        name: 'pages',
        steps: [step(0, [onCall])],
        repeatMs: 1_800_000,
        respondWithinMs: 900_000,
        failover: ['chat'],
      },
      routing: { owner: 'payments' },
    });
    expect(route).toEqual({
      alarmId: 'web',
      title: 'web is down',
      severity: 'critical',
      policy: 'pages',
      owner: 'Payments',
      atMs: at('2026-01-06T02:00:12Z'),
      announcedAtMs: at('2026-01-06T02:00:12Z'),
      steps: [
        {
          afterMs: 0,
          atMs: at('2026-01-06T02:00:12Z'),
          receivers: [{ receiver: 'on call in platform', people: ['Ada'], channels: ['ada/sms', 'ada/email'] }],
        },
      ],
      repeatMs: 1_800_000,
      respondWithinMs: 900_000,
      recoveryMs: 300_000,
      failover: ['chat', 'engineering'],
      dependsOn: [],
    });
  });

  it.each([
    ['the alarm', 'nothing', makeRoutingPlan()],
    ['its routing', 'web', makeRoutingPlan({ plan: { routing: {} } })],
    ['an alarm of a built-in name', 'constructor', makeRoutingPlan()],
  ])('knows no route where the plan does not have %s', (_, alarmId, plan) => {
    expect(explainRoute(alarmId, { plan, atMs: 0 })).toBeUndefined();
  });

  it.each([
    ['team', 'payments', 'Payments'],
    ['person', 'ada', 'Ada'],
    ['name that nobody has', 'somebody', 'somebody'],
  ])('calls its owner by the name of a %s', (_, owner, expected) => {
    expect(explain('2026-01-06T03:00Z', { routing: { owner } }).owner).toBe(expected);
  });

  /** What holds it, until when, or nothing. */
  it.each([
    ['nothing in office hours', '2026-10-23T18:29+02:00', held, undefined, '2026-10-23T16:29Z'],
    [
      'a Friday evening until Monday, over a change of time',
      '2026-10-23T18:30+02:00',
      held,
      'outside of office',
      '2026-10-26T07:30Z',
    ],
    [
      'a Friday evening until Monday, over the other one',
      '2026-03-27T18:30+01:00',
      held,
      'outside of office',
      '2026-03-30T06:30Z',
    ],
    [
      'a Friday evening until Tuesday where Monday is a holiday',
      '2026-10-23T18:30+02:00',
      { ...held, plan: { calendars: { office: makeOffice({ except: ['10-26'] }) } } },
      'outside of office',
      '2026-10-27T07:30Z',
    ],
    [
      'nothing that is critical, by hours',
      '2026-10-23T18:30+02:00',
      { ...held, severity: 'critical' },
      undefined,
      '2026-10-23T16:30Z',
    ],
    ['maintenance', '2026-01-10T02:00+01:00', inMaintenance, 'maintenance upgrade (new disks)', '2026-01-10T03:00Z'],
    [
      'maintenance of what is critical',
      '2026-01-10T02:00+01:00',
      { ...inMaintenance, severity: 'critical' },
      'maintenance upgrade (new disks)',
      '2026-01-10T03:00Z',
    ],
    ['nothing when maintenance is over', '2026-01-10T04:00+01:00', inMaintenance, undefined, '2026-01-10T03:00Z'],
    ['no maintenance of other things', '2026-01-10T03:00+01:00', {}, undefined, '2026-01-10T02:00Z'],
    [
      'maintenance and then the weekend',
      '2026-01-10T03:00+01:00',
      { ...held, ...inMaintenance },
      'maintenance upgrade (new disks), then outside of office',
      '2026-01-12T07:30Z',
    ],
    [
      'nothing by hours that never come',
      '2026-01-10T03:00+01:00',
      { ...held, plan: { calendars: { office: makeOffice({ days: [] }) } } },
      undefined,
      '2026-01-10T02:00Z',
    ],
    [
      'nothing by hours that there are not',
      '2026-01-10T03:00+01:00',
      { policy: { holdUntil: 'offices' } },
      undefined,
      '2026-01-10T02:00Z',
    ],
    [
      'what may be its cause, for a moment',
      '2026-01-06T03:00+01:00',
      { routing: { dependsOn: ['orders'] } },
      '90s for "orders cannot be reached" to turn out as the cause',
      '2026-01-06T02:01:30.000Z',
    ],
    [
      'its hours, and no word of the moment for its cause',
      '2026-01-10T03:00+01:00',
      { ...held, routing: { dependsOn: ['orders'] } },
      'outside of office',
      '2026-01-12T07:30Z',
    ],
    [
      'the moment for its cause where the hours begin meanwhile',
      '2026-01-12T08:29:30+01:00',
      { ...held, routing: { dependsOn: ['orders'] } },
      '90s for "orders cannot be reached" to turn out as the cause',
      '2026-01-12T07:31Z',
    ],
  ] as const)('is held by %s', (_, moment, differs, why, announced) => {
    const route = explain(moment, differs as Differs);
    expect(route.hold?.why).toBe(why);
    expect(show(route.announcedAtMs)).toBe(announced);
    expect(route.hold?.untilMs).toBe(why === undefined ? undefined : route.announcedAtMs);
    expect(stepsOf(route)).toEqual([`${announced} engineering`]);
  });

  it('has no steps where maintenance has no end', () => {
    const plan = { calendars: { always: makeCalendar() }, maintenance: [always] };
    const route = explain('2026-01-06T03:00Z', { plan, routing: { maintenance: ['forever'] } });
    expect(route.hold).toEqual({ why: 'maintenance forever (retired)' });
    expect(route.steps).toEqual([]);
  });

  it('has no end in sight where maintenance and hours leave no moment to tell', () => {
    const closed = makeCalendar({ fromMinute: 1_080, toMinute: 540 });
    const plan = {
      calendars: { always: makeCalendar({ fromMinute: 540, toMinute: 1_080 }), office: closed },
      maintenance: [always],
    };
    const route = explain('2026-01-06T12:00+01:00', { plan, routing: { maintenance: ['forever'] } });
    expect(show(route.announcedAtMs)).toBe('2026-01-06T17:00Z');
    const opposite = { ...plan, calendars: { ...plan.calendars, office: plan.calendars.always } };
    const never = explain('2026-01-06T12:00+01:00', { ...held, plan: opposite, routing: { maintenance: ['forever'] } });
    expect(never.hold).toEqual({ why: 'maintenance forever (retired), then outside of office' });
  });

  const digest = { every: 'day', atMinute: 540, timeZone: 'Europe/Zurich' } as const;
  it.each([
    ['the next day', '2026-01-06T12:00+01:00', {}, '2026-01-07T08:00Z', 'the digest of every day'],
    [
      'after maintenance',
      '2026-01-10T03:00+01:00',
      inMaintenance,
      '2026-01-10T08:00Z',
      'maintenance upgrade (new disks), then the digest of every day',
    ],
  ] as const)('goes into the digest of %s', (_, moment, differs, sent, why) => {
    const route = explain(moment, { ...differs, policy: { digest } });
    expect(show(route.digestAtMs)).toBe(sent);
    expect(route.hold).toEqual({ why, untilMs: route.digestAtMs });
    expect(stepsOf(route)).toEqual([`${sent} engineering`]);
  });

  it('tells what is critical at once, whatever digest its policy has', () => {
    const route = explain('2026-01-06T12:00+01:00', { severity: 'critical', policy: { digest } });
    expect(route.hold).toBeUndefined();
    expect(route.digestAtMs).toBeUndefined();
  });

  it('finds out who is on call when each step is due', () => {
    const steps = [step(0, [onCall]), step(20, [onCall, channel('chat')])];
    expect(stepsOf(explain('2026-01-12T08:50+01:00', { policy: { steps } }))).toEqual([
      '2026-01-12T07:50Z ada/email',
      '2026-01-12T08:10Z ben/email chat',
    ]);
  });

  it('counts the steps from the end of a hold, with whoever is on call then', () => {
    const steps = [step(5, [onCall])];
    const route = explain('2026-01-09T20:00+01:00', { policy: { steps, holdUntil: 'office' } });
    expect(stepsOf(route)).toEqual(['2026-01-12T07:35Z ada/email']);
  });

  it('tells whom the alarm names together with the first step', () => {
    const steps = [step(0, [channel('engineering')]), step(10, [channel('engineering')])];
    const route = explain('2026-01-06T03:00+01:00', { policy: { steps }, routing: { alsoNotify: [channel('chat')] } });
    expect(stepsOf(route)).toEqual(['2026-01-06T02:00Z engineering chat', '2026-01-06T02:10Z engineering']);
  });

  it.each([
    ['nobody', [], []],
    ['whom the alarm names', [channel('chat')], ['2026-01-06T02:00Z chat']],
  ])('tells %s where the policy has no steps', (_, alsoNotify, expected) => {
    expect(stepsOf(explain('2026-01-06T03:00+01:00', { policy: { steps: [] }, routing: { alsoNotify } }))).toEqual(
      expected,
    );
  });

  it('skips a step outside of its hours, and takes it within', () => {
    const steps = [step(0, [channel('engineering')]), step(30, [channel('chat')], 'office')];
    expect(stepsOf(explain('2026-01-06T07:30+01:00', { policy: { steps } }))).toEqual([
      '2026-01-06T06:30Z engineering',
      '2026-01-06T07:00Z outside of office',
    ]);
    expect(stepsOf(explain('2026-01-06T08:00+01:00', { policy: { steps } }))).toEqual([
      '2026-01-06T07:00Z engineering',
      '2026-01-06T07:30Z chat',
    ]);
  });

  it('does not wait for the next step where nobody was told', () => {
    const rotations = [makeRotation({ layers: [makeLayer({ startDate: '2027-01-04' })] })];
    const steps = [step(0, [onCall]), step(10, [channel('chat')]), step(20, [channel('engineering')])];
    const route = explain('2026-01-06T03:00+01:00', { policy: { steps }, plan: { rotations } });
    expect(stepsOf(route)).toEqual(['2026-01-06T02:00Z', '2026-01-06T02:00Z chat', '2026-01-06T02:20Z engineering']);
    expect(route.steps[0]?.receivers[0]?.problem).toBe('nobody is on call in Platform (primary)');
  });

  it('tells the backstop where the whole policy reaches nobody', () => {
    const steps = [step(0, [channel('chat')], 'office'), step(10, [{ kind: 'person', person: 'dee' }])];
    const route = explain('2026-01-06T03:00+01:00', { policy: { steps }, plan: { backstop: ['engineering'] } });
    expect(stepsOf(route)).toEqual([
      '2026-01-06T02:00Z outside of office',
      '2026-01-06T02:00Z',
      '2026-01-06T02:00Z engineering',
    ]);
  });

  it('names what it depends on, by title where there is one', () => {
    const route = explain('2026-01-06T03:00Z', { routing: { dependsOn: ['orders', 'gone'] } });
    expect(route.dependsOn).toEqual(['orders cannot be reached', 'gone']);
    expect(route.announcedAtMs - route.atMs).toBe(settleMs);
  });
});
