import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluationRangePeriods } from '../../../shared/cloudwatch/evaluation-range.ts';
import { decideState, type PointVerdict, type StateDecision } from '../../../shared/cloudwatch/missing-data.ts';
import type { MissingDataTreatment } from '../../../shared/model/alarm.ts';

const treatments = [
  'missing',
  'ignore',
  'breaching',
  'notBreaching',
] as const satisfies readonly MissingDataTreatment[];

const symbols: Readonly<Record<string, PointVerdict>> = { X: 'breaching', '0': 'notBreaching', '-': 'missing' };

/** `0-X-X`, oldest first. */
function points(text: string): readonly PointVerdict[] {
  return [...text].map((symbol) => {
    const point = symbols[symbol];
    if (point === undefined) throw new Error(`No point is written "${symbol}"`);
    return point;
  });
}

type Outcome = StateDecision['outcome'];

/** The tables of "Configuring how CloudWatch alarms treat missing data": N is 3, the newest point is on the right. */
const officialTables: readonly (readonly [m: number, points: string, fills: number, ...outcomes: Outcome[]])[] = [
  // M, points, fills, missing, ignore, breaching, notBreaching
  [3, '0-X-X', 0, 'OK', 'OK', 'OK', 'OK'],
  [3, '0----', 2, 'OK', 'OK', 'OK', 'OK'],
  [3, '-----', 3, 'INSUFFICIENT_DATA', 'RETAIN', 'ALARM', 'OK'],
  [3, '0XX-X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [3, '--X--', 2, 'ALARM', 'RETAIN', 'ALARM', 'OK'],
  [2, '0-X-X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '00X0X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0-X--', 1, 'OK', 'OK', 'ALARM', 'OK'],
  [2, '----0', 2, 'OK', 'OK', 'ALARM', 'OK'],
  [2, '---X-', 2, 'ALARM', 'RETAIN', 'ALARM', 'OK'],
];

const cells = officialTables.flatMap(([m, text, fills, ...outcomes]) =>
  treatments.map((treatMissingData, column) => ({ m, text, fills, treatMissingData, outcome: outcomes[column] })),
);

const rule = (m: number, treatMissingData: MissingDataTreatment, n = 3) => ({
  evaluationPeriods: n,
  datapointsToAlarm: m,
  treatMissingData,
});

describe('decideState() on the official tables', () => {
  it('covers all forty cells', () => {
    expect(cells).toHaveLength(40);
  });

  it.each(cells)('$m of 3 over $text with $treatMissingData is $outcome', (cell) => {
    const decision = decideState(points(cell.text), rule(cell.m, cell.treatMissingData));
    expect(decision.outcome).toBe(cell.outcome);
    expect(decision.fillCount).toBe(cell.fills);
  });

  const ranges = (['n+2', 'field-2026'] as const).flatMap((profile) =>
    [60, 300].map((periodSeconds) => ({
      profile,
      periodSeconds,
      periods: evaluationRangePeriods(profile, { periodSeconds, evaluationPeriods: 3 }),
    })),
  );

  it.each(ranges)(
    'keeps every cell under $profile with periods of $periodSeconds s ($periods points)',
    ({ periods }) => {
      for (const cell of cells) {
        const decision = decideState(points(cell.text.padStart(periods, '-')), rule(cell.m, cell.treatMissingData));
        expect(decision.outcome, JSON.stringify(cell)).toBe(cell.outcome);
      }
    },
  );
});

describe('decideState() beside the tables', () => {
  it.each(['----X', '---X-'])('does not alarm on %s with 3 of 3: the breach is too fresh', (text) => {
    expect(decideState(points(text), rule(3, 'missing')).outcome).toBe('INSUFFICIENT_DATA');
  });

  it.each([
    ['0-X--', 'OK', 'RETAIN'],
    ['----0', 'OK', 'RETAIN'],
    ['--X--', 'RETAIN', 'RETAIN'],
    ['0-X-X', 'ALARM', 'ALARM'],
  ])('reads ignored gaps in %s as the docs (%s) or as captures (%s) say', (text, docs, capture) => {
    expect(decideState(points(text), rule(2, 'ignore')).outcome).toBe(docs);
    expect(decideState(points(text), rule(2, 'ignore'), 'capture').outcome).toBe(capture);
  });

  it('looks past gaps for real points, but uses no more than N of them', () => {
    expect(decideState(points('X0--00'), rule(1, 'missing'))).toEqual({
      outcome: 'OK',
      usedFrom: 1,
      usedCount: 3,
      breachingCount: 0,
      fillCount: 0,
    });
  });

  it('alarms late on silence: one real point in the range stands for it until it leaves', () => {
    const dead = (range: number, silentFor: number) =>
      points(`${'0'.repeat(range)}${'-'.repeat(silentFor)}`.slice(-range));
    const heartbeat = rule(1, 'breaching', 1);
    expect([1, 2, 3].map((age) => decideState(dead(3, age), heartbeat).outcome)).toEqual(['OK', 'OK', 'ALARM']);
    expect([3, 5, 6].map((age) => decideState(dead(6, age), heartbeat).outcome)).toEqual(['OK', 'OK', 'ALARM']);
  });
});

/** The same rules written down a second time: fill, count, then the exceptions. */
function twin(window: readonly PointVerdict[], m: number, n: number, treat: MissingDataTreatment): Outcome {
  const real = window.filter((point) => point !== 'missing');
  const used = real.length > n ? real.slice(real.length - n) : real;
  const filled: readonly PointVerdict[] = [
    ...used,
    ...Array.from({ length: n - used.length }, () => 'missing' as const),
  ];
  const count = (verdict: PointVerdict) => filled.filter((point) => point === verdict).length;
  const worst = count('breaching') + (treat === 'breaching' ? count('missing') : 0);
  if (worst >= m) return 'ALARM';
  const canStillAlarm = count('breaching') + count('missing') >= m;
  if (!canStillAlarm || treat === 'breaching' || treat === 'notBreaching') return 'OK';
  if (treat === 'ignore') return count('notBreaching') > 0 ? 'OK' : 'RETAIN';
  if (count('notBreaching') > 0) return 'OK';
  const oldest = window.indexOf('breaching');
  return oldest >= 0 && window.length - oldest >= m ? 'ALARM' : 'INSUFFICIENT_DATA';
}

describe('decideState() on any window', () => {
  const anyRule = fc
    .record({
      n: fc.integer({ min: 1, max: 12 }),
      m: fc.integer({ min: 1, max: 12 }),
      extra: fc.integer({ min: 0, max: 6 }),
    })
    .filter(({ n, m }) => m <= n)
    .chain(({ n, m, extra }) =>
      fc.record({
        n: fc.constant(n),
        m: fc.constant(m),
        window: fc.array(fc.constantFrom<PointVerdict>('breaching', 'notBreaching', 'missing'), {
          minLength: n + extra,
          maxLength: n + extra,
        }),
        treat: fc.constantFrom(...treatments),
      }),
    );

  it('agrees with an independent evaluator', () => {
    fc.assert(
      fc.property(anyRule, ({ n, m, window, treat }) => {
        expect(decideState(window, rule(m, treat, n)).outcome).toBe(twin(window, m, n, treat));
      }),
      { numRuns: 2000 },
    );
  });

  it('treats missing data only where there are not enough real points', () => {
    fc.assert(
      fc.property(anyRule, ({ n, m, window }) => {
        fc.pre(window.filter((point) => point !== 'missing').length >= n);
        const outcomes = treatments.map((treat) => decideState(window, rule(m, treat, n)).outcome);
        expect(new Set(outcomes).size).toBe(1);
      }),
    );
  });

  it('is never calmer for "breaching" than for "notBreaching"', () => {
    fc.assert(
      fc.property(anyRule, ({ n, m, window }) => {
        if (decideState(window, rule(m, 'notBreaching', n)).outcome !== 'ALARM') return;
        expect(decideState(window, rule(m, 'breaching', n)).outcome).toBe('ALARM');
      }),
    );
  });
});
