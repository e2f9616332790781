import { describe, expect, it } from 'vitest';
import { lastingSince, outcomeIntervals, stateIntervals } from '../../../../local/console/charts/intervals.ts';
import type { Outcome, ProbeResult } from '../../../../shared/model/probe-result.ts';
import { resultsOf } from '../fixture-results.ts';

const [base] = resultsOf('web');

/** One result per minute, `U` up, `D` down, `?` unknown, `.` none. */
function results(pattern: string): readonly ProbeResult[] {
  const outcomes: Readonly<Record<string, Outcome>> = { U: 'up', D: 'down', '?': 'unknown' };
  return [...pattern].flatMap((letter, index) => {
    const outcome = outcomes[letter];
    return base && outcome ? [{ ...base, outcome, startedAtMs: index * 60_000 }] : [];
  });
}

describe('outcomeIntervals() of down', () => {
  it.each([
    ['never', 'UUU', []],
    ['one result until the next', 'UDU', [[1, 2]]],
    ['results in a row as one', 'UDDU', [[1, 3]]],
    [
      'two outages',
      'DUD',
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['the newest for one turn', 'UD', [[1, 2]]],
    ['no longer than two turns where results are missing', 'D...U', [[0, 2]]],
    [
      'unknown as something else',
      'D?D',
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ] as const)('%s', (_, pattern, minutes) => {
    const intervals = outcomeIntervals(results(pattern), 'down', 60);
    expect(intervals.map(({ fromMs, toMs }) => [fromMs / 60_000, toMs / 60_000])).toEqual(minutes);
  });
});

it('stateIntervals() ends each at the next change, and the last now', () => {
  const change = (atMs: number, from: 'OK' | 'ALARM', to: 'OK' | 'ALARM') => ({ atMs, from, to, reason: '' });
  const history = [change(30, 'OK', 'ALARM'), change(20, 'ALARM', 'OK'), change(10, 'OK', 'ALARM')];
  expect(stateIntervals(history, 'ALARM', 99)).toEqual([
    { fromMs: 10, toMs: 20 },
    { fromMs: 30, toMs: 99 },
  ]);
});

describe('lastingSince()', () => {
  it.each([
    ['nothing', '', undefined],
    ['the first of the same in a row', 'UDD', { fromMs: 60_000, atLeast: false }],
    ['at least the first known', 'DD', { fromMs: 0, atLeast: true }],
  ])('is %s', (_, pattern, expected) => {
    expect(lastingSince(results(pattern))).toEqual(expected);
  });
});
