import { describe, expect, it } from 'vitest';
import { composeHeadline } from '../../../shared/alerting/headline.ts';

const base = {
  status: 'firing',
  severity: 'critical',
  service: 'shop',
  environment: 'prod',
  title: 'web is down',
  changedAtMs: Date.parse('2026-01-09T17:30:00Z'),
  timeZone: 'Europe/Zurich',
} as const;

describe('composeHeadline()', () => {
  it.each([
    ['an opening', {}, 'CRITICAL shop prod: web is down since 18:30 (Europe/Zurich)'],
    [
      'what nobody acknowledged',
      { note: 'not acknowledged for 10 minutes' },
      'CRITICAL shop prod: web is down since 18:30 (Europe/Zurich), not acknowledged for 10 minutes',
    ],
    [
      'an acknowledgement',
      { status: 'acknowledged', note: 'Ada takes care of it' },
      'ACKNOWLEDGED shop prod: web is down since 18:30 (Europe/Zurich), Ada takes care of it',
    ],
    [
      'an end',
      { status: 'resolved', title: 'web was down for 12 minutes' },
      'RESOLVED shop prod: web was down for 12 minutes, OK since 18:30 (Europe/Zurich)',
    ],
    [
      'a summary',
      { status: 'summary', severity: 'info', title: '3 alerts, all over' },
      'INFO shop prod: 3 alerts, all over, since 18:30 (Europe/Zurich)',
    ],
    ['a drill', { isDrill: true }, 'DRILL CRITICAL shop prod: web is down since 18:30 (Europe/Zurich)'],
    [
      'the end of a drill',
      { isDrill: true, status: 'resolved', title: 'web is down, a drill of 5 minutes' },
      'DRILL RESOLVED shop prod: web is down, a drill of 5 minutes, OK since 18:30 (Europe/Zurich)',
    ],
  ] as const)('tells of %s', (_, change, headline) => {
    expect(composeHeadline({ ...base, ...change })).toBe(headline);
  });

  it.each([
    ['on the same day', '2026-01-09T22:59:00Z', 'since 18:30 ('],
    ['after midnight of the zone', '2026-01-09T23:01:00Z', 'since Fri 18:30 ('],
    ['on the Monday after', '2026-01-12T08:00:00Z', 'since Fri 18:30 ('],
    ['when the weekday would be another one', '2026-01-16T08:00:00Z', 'since 9 Jan 18:30 ('],
  ])('tells the time %s without a doubt', (_, toldAt, words) => {
    expect(composeHeadline({ ...base, toldAtMs: Date.parse(toldAt) })).toContain(words);
  });
});
