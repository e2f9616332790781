import { describe, expect, it } from 'vitest';
import { type CheckAlarm, judge } from '../../../shared/postgres/judge.ts';
import { verdict } from '../../../shared/postgres/verdict.ts';
import { connections, counters, firstWindow, pulseSample, slowSession, startMs, windowAfter } from './samples.ts';

const stuck = firstWindow({
  pulse: pulseSample({ connections: connections({ longestQuerySeconds: 73 }), slow: [slowSession()] }),
});
const alarm: CheckAlarm = {
  id: 'database/shop/too-long',
  check: 'long-query',
  comparison: 'above',
  threshold: 5,
  severity: 'warning',
};
const judged = (window: typeof stuck, alarms: readonly CheckAlarm[] = []) =>
  judge(window, { id: 'shop', title: 'The shop database', alarms });

describe('judge()', () => {
  it('explains the alarm whose threshold is broken, with its culprit', () => {
    const { findings, measurements } = judged(stuck, [alarm, { ...alarm, id: 'database/shop/later', threshold: 100 }]);
    expect(measurements['long-query']?.value).toBe(73);
    expect(findings).toEqual([
      {
        key: 'database/shop/too-long',
        severity: 'warning',
        title: 'The shop database has a long-running query',
        reason:
          'PID 4711 (role shop, application report) has been running for 73 s: SELECT sum(total) FROM orders WHERE note LIKE ?',
        expected: 'at most 5 s',
        actual: '73 s',
        facts: [
          { label: 'Waits for', value: 'IO/DataFileRead' },
          { label: 'Running for over 1, 10, 60 s', value: '0, 0, 0' },
        ],
        remedy: 'SELECT pg_cancel_backend(4711) cancels it. EXPLAIN (ANALYZE, BUFFERS) shows why it takes long.',
        atMs: startMs,
      },
    ]);
  });

  it('holds a check without alarms against its recommendations, and reports the worst only', () => {
    expect(judged(stuck).findings.map(({ key, severity }) => [key, severity])).toEqual([
      ['database/shop/long-query', 'critical'],
    ]);
  });

  it('leaves a check alone whose own alarms are content', () => {
    expect(judged(stuck, [{ ...alarm, threshold: 100 }]).findings).toEqual([]);
  });

  it('compares in both directions, and puts critical findings first', () => {
    const cold = windowAfter(
      { pulse: {} },
      { pulse: { counters: counters({ blocksRead: 30_000, blocksHit: 980_000, deadlocks: 4 }) } },
    );
    expect(judged(cold).findings.map(({ title, expected, actual }) => [title, expected, actual])).toEqual([
      ['The shop database reads too much from disk', 'at least 80 %', '0 %'],
      ['The shop database had deadlocks', 'at most 0', '1'],
    ]);
  });

  it('finds nothing in a healthy database', () => {
    expect(judged(firstWindow({ pulse: pulseSample() })).findings).toEqual([]);
  });
});

describe('verdict()', () => {
  const [finding] = judged(stuck).findings;
  const of = (...severities: readonly ('critical' | 'warning' | 'info')[]) =>
    verdict(
      severities.flatMap((severity) => (finding ? [{ ...finding, severity, reason: `something ${severity}` }] : [])),
      { title: 'The shop database' },
    );

  it.each([
    ['healthy', of(), 'The shop database is healthy.'],
    ['healthy', of('info'), 'The shop database is healthy.'],
    ['degraded', of('info', 'warning'), 'The shop database is degraded: something warning.'],
    [
      'failing',
      of('warning', 'critical'),
      'The shop database is failing: something critical, and 1 other thing is wrong.',
    ],
    [
      'failing',
      of('critical', 'critical', 'warning'),
      'The shop database is failing: something critical, and 2 other things are wrong.',
    ],
  ] as const)('says %s in one sentence', (state, given, sentence) => {
    expect(given).toEqual({ state, sentence });
  });
});
