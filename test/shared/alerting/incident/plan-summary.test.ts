import { describe, expect, it } from 'vitest';
import { planSummary } from '../../../../shared/alerting/incident/plan-summary.ts';
import type { Calendar } from '../../../../shared/model/calendar.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { freshIncident, laterContext, startMs, toldIncident } from '../../../support/incident-samples.ts';

const hour = 3_600_000;
const digest = { every: 'day', atMinute: 540, timeZone: 'UTC' } as const;
/** 09:00 of the next day. */
const nineMs = Date.parse('2026-12-01T09:00:00Z');
const office: Calendar = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  fromMinute: 540,
  toMinute: 1_080,
  except: [],
  timeZone: 'UTC',
};
const upgrade = {
  name: 'upgrade',
  reason: 'upgrade',
  when: { kind: 'once', fromMs: startMs, untilMs: startMs + 2 * hour },
  mutesBackstop: false,
} as const;
const hold = (reason: NonNullable<Incident['hold']>['reason'], untilMs?: number) => ({
  hold: { reason, ...(untilMs === undefined ? {} : { untilMs }) },
});
const maintenance = hold({ kind: 'maintenance', window: 'upgrade' }, startMs + 2 * hour);
const dependency = hold({ kind: 'dependency', alarm: 'lb' });

const dueOf = (change: Partial<Incident>, context = laterContext(10)): number | undefined =>
  planSummary(freshIncident({ severity: 'warning', ...change }), context).summaryDueMs;

const chained = {
  ...laterContext(10, { policy: { holdUntil: 'office' }, calendars: { office }, maintenance: [upgrade] }),
  routing: { ...laterContext(0).routing, maintenance: ['upgrade'] },
};

describe('planSummary()', () => {
  it.each<[string, number | undefined, number | undefined]>([
    ['at the end of the window', dueOf(maintenance), startMs + 2 * hour],
    ['when the office opens, where the window ends at night', dueOf(maintenance, chained), nineMs],
    ['at night, where it was critical', dueOf({ ...maintenance, severity: 'critical' }, chained), startMs + 2 * hour],
    [
      'at once, where the window is over',
      dueOf(hold({ kind: 'maintenance', window: 'upgrade' }, startMs)),
      startMs + 600_000,
    ],
    ['in the next digest', dueOf(hold({ kind: 'digest' }), laterContext(10, { policy: { digest } })), nineMs],
    ['at once, where there is no digest any more', dueOf(hold({ kind: 'digest' })), startMs + 600_000],
    ['not at all where another told of it', dueOf(dependency), undefined],
    [
      'in the next digest, where the last one listed it, whatever held it since',
      dueOf({ ...dependency, told: { chat: { atMs: startMs } } }, laterContext(10, { policy: { digest } })),
      nineMs,
    ],
    [
      'not at all where the policy tells nobody',
      dueOf(maintenance, laterContext(10, { policy: { steps: [] } })),
      undefined,
    ],
  ])('is due %s', (_name, dueMs, expected) => {
    expect(dueMs).toBe(expected);
  });

  it('plans none for what was announced', () => {
    const announced = toldIncident({ phase: 'resolved' });
    expect(planSummary(announced, laterContext(10))).toBe(announced);
  });
});
