import { describe, expect, it } from 'vitest';
import { findTimedHold, type TimedHoldContext } from '../../../shared/alerting/find-timed-hold.ts';
import { makeRouting, makeRoutingPlan } from './routing-samples.ts';
import { at, show } from './schedule-samples.ts';

const { maintenance, calendars } = makeRoutingPlan();
const digest = { every: 'day', atMinute: 540, timeZone: 'Europe/Zurich' } as const;
const openedAtMs = at('2026-01-10T03:00+01:00');

/** Everything that can hold an incident does, on a Saturday in the night. */
const everything: TimedHoldContext = {
  severity: 'warning',
  openedAtMs,
  policy: { holdUntil: 'office', digest },
  routing: makeRouting({ dependsOn: ['orders'], maintenance: ['upgrade'] }),
  maintenance,
  calendars,
};
const free = makeRouting();
const dependent = makeRouting({ dependsOn: ['orders'] });

describe('findTimedHold()', () => {
  it.each([
    ['maintenance before all', everything, 'maintenance 2026-01-10T03:00Z'],
    ['the moment for its cause then', { ...everything, routing: dependent }, 'settling 2026-01-10T02:01:30.000Z'],
    ['hours then', { ...everything, routing: free }, 'calendar 2026-01-12T07:30Z'],
    ['a digest at last', { ...everything, routing: free, policy: { digest } }, 'digest 2026-01-10T08:00Z'],
    ['maintenance where it is critical', { ...everything, severity: 'critical' }, 'maintenance 2026-01-10T03:00Z'],
    [
      'the moment for its cause where it is critical',
      { ...everything, severity: 'critical', routing: dependent },
      'settling 2026-01-10T02:01:30.000Z',
    ],
    [
      'neither hours nor a digest where it is critical',
      { ...everything, severity: 'critical', routing: free },
      undefined,
    ],
    [
      'nothing when that moment is over',
      { ...everything, routing: dependent, policy: {}, openedAtMs: openedAtMs - 90_000 },
      undefined,
    ],
    ['nothing by maintenance of other things', { ...everything, routing: free, policy: {} }, undefined],
  ] as const)('finds %s', (_, context, expected) => {
    const hold = findTimedHold(context, openedAtMs);
    expect(hold && `${hold.reason.kind} ${show(hold.untilMs)}`).toBe(expected);
  });
});
