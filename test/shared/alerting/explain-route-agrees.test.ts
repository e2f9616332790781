import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainRoute } from '../../../shared/alerting/explain-route.ts';
import { advance, nextDueMs } from '../../../shared/alerting/incident/advance.ts';
import { hearAlarm } from '../../../shared/alerting/incident/hear-alarm.ts';
import type { RoutingPlan } from '../../../shared/alerting/route-steps.ts';
import type { AlarmRecord } from '../../../shared/model/incident.ts';
import type { PolicyStep, Receiver } from '../../../shared/model/policy.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { sampleAlert } from '../../support/alert-samples.ts';
import { makeRoutingPlan } from './routing-samples.ts';
import { anyMoment, at, minuteMs, show } from './schedule-samples.ts';

const onCall: Receiver = { kind: 'on-call', rotation: 'platform', role: 'primary' };
const anyReceiver = fc.constantFrom<Receiver>(
  onCall,
  { ...onCall, role: 'backup' },
  { kind: 'channel', channel: 'chat' },
  { kind: 'channel', channel: 'gone' },
  { kind: 'person', person: 'dee' },
  { kind: 'team', team: 'payments' },
);

const anyStep: fc.Arbitrary<PolicyStep> = fc
  .record({
    afterMs: fc.constantFrom(0, 5, 20, 60, 600).map((minutes) => minutes * minuteMs),
    notify: fc.array(anyReceiver, { minLength: 1, maxLength: 2 }),
    during: fc.constantFrom(undefined, undefined, 'office'),
  })
  .map(({ during, ...step }) => ({ ...step, ...(during === undefined ? {} : { during }) }));

const anySteps = fc
  .uniqueArray(anyStep, { maxLength: 4, selector: ({ afterMs }) => afterMs })
  .map((steps) => steps.toSorted((a, b) => a.afterMs - b.afterMs));

const anyPlan = fc
  .record({
    severity: fc.constantFrom<Severity>('critical', 'warning', 'info'),
    steps: anySteps,
    isHeld: fc.boolean(),
    alsoNotify: fc.array(anyReceiver, { maxLength: 1 }),
    dependsOn: fc.constantFrom([], ['orders']),
    maintenance: fc.constantFrom([], ['upgrade']),
  })
  .map(({ severity, steps, isHeld, ...routing }) => ({
    severity,
    plan: makeRoutingPlan({ severity, policy: { steps, ...(isHeld ? { holdUntil: 'office' } : {}) }, routing }),
  }));

/** Around the maintenance of the sample plan, and anywhere else; not in whole minutes. */
const anyOpening = fc
  .tuple(
    fc.oneof(
      anyMoment,
      fc.integer({ min: -60, max: 180 }).map((minutes) => at('2026-01-10T02:00+01:00') + minutes * minuteMs),
    ),
    fc.nat({ max: 59_999 }),
  )
  .map(([moment, ms]) => moment + ms);

interface Opening {
  readonly plan: RoutingPlan;
  readonly severity: Severity;
  readonly openedAtMs: number;
}

/** What the router tells, moment by moment, where everything is delivered at once and nobody acknowledges. */
function play({ plan, severity, openedAtMs }: Opening): readonly string[] {
  const { policies, calendars, maintenance, backstop, routing } = plan;
  const own = routing.web ?? expect.fail('no routing');
  const contextAt = (nowMs: number) => ({
    ...{ nowMs, policies, calendars, maintenance, backstop, roster: plan, routing: own, causes: [] },
    hearsAcknowledgements: () => false,
  });
  const news = { alarm: 'web', state: 'ALARM', title: 'web is down', severity, policy: own.policy } as const;
  let record: AlarmRecord = hearAlarm(
    undefined,
    { ...news, changedAtMs: openedAtMs, message: sampleAlert() },
    openedAtMs,
  );
  const lines: string[] = [];
  for (let nowMs: number | undefined = openedAtMs; nowMs !== undefined; nowMs = nextDueMs(record, contextAt(nowMs))) {
    record = advance(record, contextAt(nowMs));
    const { incident } = record;
    if (incident === undefined) break;
    for (const step of new Set(incident.tells.map((tell) => tell.step))) {
      const channels = incident.tells.filter((tell) => tell.step === step).map(({ channel }) => channel);
      lines.push(`${show(nowMs)} ${channels.join(' ')}`);
    }
    const told = Object.fromEntries(incident.tells.map(({ channel }) => [channel, { atMs: openedAtMs }]));
    record = { ...record, incident: { ...incident, tells: [], told: { ...incident.told, ...told } } };
  }
  return lines;
}

function explain({ plan, openedAtMs }: Opening): readonly string[] {
  const { steps } = explainRoute('web', { plan, atMs: openedAtMs }) ?? expect.fail('no route');
  return steps.flatMap(({ atMs, receivers }) => {
    const channels = [...new Set(receivers.flatMap((receiver) => receiver.channels))];
    return channels.length === 0 ? [] : [`${show(atMs)} ${channels.join(' ')}`];
  });
}

describe('explainRoute() and the router', () => {
  it('tell the same channels at the same moments', () => {
    fc.assert(
      fc.property(anyPlan, anyOpening, ({ plan, severity }, openedAtMs) => {
        expect(explain({ plan, severity, openedAtMs })).toEqual(play({ plan, severity, openedAtMs }));
      }),
      { numRuns: 500 },
    );
  });
});
