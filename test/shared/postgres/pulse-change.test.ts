import { describe, expect, it } from 'vitest';
import type { PulseSample } from '../../../shared/postgres/sample.ts';
import { counters, pulseSample, type Step, windowAfter } from './samples.ts';

const busy = (changes: Partial<PulseSample> = {}): Partial<PulseSample> => ({
  counters: counters({ commits: 5_600, rollbacks: 10, blocksRead: 20_500, blocksHit: 989_500, deadlocks: 4 }),
  sequentialScans: 1_120,
  statements: { calls: 13_000, totalMs: 56_000, resetAt: '1767520800' },
  ...changes,
});
const changeOf = (...steps: readonly Step[]) => windowAfter(...steps).change;

describe('pulseChange()', () => {
  it('subtracts two pulses', () => {
    expect(changeOf({ pulse: {} }, { pulse: busy() })).toEqual({
      seconds: 60,
      transactions: 600,
      blocksRead: 500,
      blocksHit: 9_500,
      deadlocks: 1,
      sequentialScans: 120,
      statements: { calls: 3_000, totalMs: 6_000 },
      functions: [],
    });
  });

  const later = pulseSample({ startedAt: '1767600000.1' });
  it.each<[string, Step, Step]>([
    ['the first pulse', {}, { pulse: busy() }],
    ['a restart', { pulse: {} }, { pulse: busy({ startedAt: later.startedAt }) }],
    ['a failover', { pulse: {} }, { pulse: busy({ standby: true }) }],
    ['a reset of statistics', { pulse: {} }, { pulse: busy({ counters: counters({ resetAt: '1767600000' }) }) }],
    [
      'a crash, after which counters are smaller',
      { pulse: {} },
      { pulse: busy({ counters: counters({ commits: 1, resetAt: null }) }) },
    ],
    ['a counter that fell', { pulse: {} }, { pulse: busy({ counters: counters({ blocksHit: 5 }) }) }],
    ['a gap of more than an hour', { pulse: {} }, { pulse: busy(), afterMs: 3_600_001 }],
    ['two pulses at once', { pulse: {} }, { pulse: busy(), afterMs: 999 }],
    ['a clock that was set back', { pulse: {} }, { pulse: busy({ takenAtSeconds: 5 }) }],
    ['counters that cannot be read', { pulse: {} }, { pulse: busy({ counters: null }) }],
  ])('is unknown after %s', (_, first, second) => {
    expect(changeOf(first, second)).toBeUndefined();
  });

  it('goes on where a new database, up to PostgreSQL 14, gets its first time of reset', () => {
    expect(changeOf({ pulse: { counters: counters({ resetAt: null }) } }, { pulse: busy() })?.transactions).toBe(600);
  });

  it('is unknown after the first reset of a database that never had one', () => {
    const fallen = busy({ counters: counters({ commits: 3, resetAt: '1767600000' }) });
    expect(changeOf({ pulse: { counters: counters({ resetAt: null }) } }, { pulse: fallen })).toBeUndefined();
  });

  it('knows rates again one pulse after a restart', () => {
    const restarted = busy({ startedAt: later.startedAt, counters: counters({ commits: 3, blocksHit: 40 }) });
    const next = busy({ startedAt: later.startedAt });
    expect(changeOf({ pulse: {} }, { pulse: restarted }, { pulse: next })?.transactions).toBe(5_597);
  });

  it.each<[string, Partial<PulseSample>]>([
    ['statements, after their reset', busy({ statements: { calls: 99_999, totalMs: 99_999, resetAt: '1767600000' } })],
    [
      'statements, after the least used were forgotten',
      busy({ statements: { calls: 9_000, totalMs: 56_000, resetAt: '1767520800' } }),
    ],
    ['statements, without the extension', busy({ statements: null })],
    ['sequential scans, after a table was dropped', busy({ sequentialScans: 2 })],
  ])('leaves out %s', (what, pulse) => {
    const change = changeOf({ pulse: {} }, { pulse });
    expect(change?.transactions).toBe(600);
    expect(change).not.toHaveProperty(what.startsWith('statements') ? 'statements' : 'sequentialScans');
  });

  it('averages each function over the calls in between, slowest first', () => {
    const before = [
      { oid: 1, name: 'public.fast', calls: 1_000, totalMs: 1_000 },
      { oid: 2, name: 'public.slow', calls: 10, totalMs: 100 },
      { oid: 3, name: 'public.idle', calls: 5, totalMs: 5_000 },
      { oid: 4, name: 'public.reset', calls: 500, totalMs: 5_000 },
    ];
    const after = [
      { oid: 1, name: 'public.fast', calls: 1_100, totalMs: 1_200 },
      { oid: 2, name: 'public.slow', calls: 12, totalMs: 1_700 },
      { oid: 3, name: 'public.idle', calls: 5, totalMs: 5_000 },
      { oid: 4, name: 'public.reset', calls: 2, totalMs: 9 },
      { oid: 5, name: 'public.new', calls: 4, totalMs: 40 },
    ];
    expect(changeOf({ pulse: { functions: before } }, { pulse: busy({ functions: after }) })?.functions).toEqual([
      { name: 'public.slow', calls: 2, meanMs: 800 },
      { name: 'public.new', calls: 4, meanMs: 10 },
      { name: 'public.fast', calls: 100, meanMs: 2 },
    ]);
  });

  it('does not take a function for new that was only below the fifty that are listed', () => {
    const fifty = Array.from({ length: 50 }, (_, oid) => ({ oid, name: `public.f${oid}`, calls: 1, totalMs: 1 }));
    const risen = { oid: 99, name: 'public.risen', calls: 900, totalMs: 9_000 };
    const change = changeOf(
      { pulse: { functions: fifty } },
      { pulse: busy({ functions: [risen, ...fifty.slice(1)] }) },
    );
    expect(change?.functions).toEqual([]);
  });
});
