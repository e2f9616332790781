import { describe, expect, it } from 'vitest';
import {
  type ChartModel,
  describeChart,
  lonePoints,
  pointInWords,
  rangeOf,
  timeLabels,
} from '../../../../local/console/charts/chart-model.ts';
import { joinSeries } from '../../../../local/console/charts/join-series.ts';
import { linesOfResults } from '../../../../local/console/charts/result-lines.ts';
import { stackLines } from '../../../../local/console/charts/stack.ts';
import { walkPoints } from '../../../../local/console/charts/walk-points.ts';
import { createZonedTime } from '../../../../local/console/text/zoned-time.ts';
import { resultsOf } from '../fixture-results.ts';

const threshold = (value: number, always = false) => ({ label: `${value}`, value, color: '--bad', always });

describe('rangeOf() begins at zero and leaves some air', () => {
  it.each([
    ['nothing', {}, null, null, [0, 1]],
    ['values', {}, 20, 100, [0, 112]],
    ['negative values', {}, -50, 50, [-62, 62]],
    ['zeros', {}, 0, 0, [0, 1]],
    ['a near threshold', { thresholds: [threshold(200)] }, 20, 100, [0, 224]],
    ['no far threshold', { thresholds: [threshold(500)] }, 20, 100, [0, 112]],
    ['a far threshold that must be seen', { thresholds: [threshold(500, true)] }, 20, 100, [0, 560]],
    ['a threshold above zeros', { thresholds: [threshold(500)] }, 0, 0, [0, 560]],
    ['fixed ends', { min: 10, max: 90 }, 20, 100, [10, 90]],
    ['fixed ends that are none', { min: 100, max: 100 }, 20, 100, [100, 101]],
  ])('%s', (_, model, min, max, expected) => {
    expect(rangeOf(model, min, max)).toEqual(expected);
  });
});

describe('timeLabels()', () => {
  const time = createZonedTime('Europe/Zurich');
  const at = (hour: number, minute = 0, second = 0) => Date.UTC(2026, 2, 3, hour, minute, second);

  it.each([
    ['minutes', [at(12, 5), at(12, 10)], 300_000, ['13:05', '13:10']],
    ['seconds where they differ', [at(12, 5, 10), at(12, 5, 20)], 10_000, ['13:05:10', '13:05:20']],
    [
      'the day at the first and at midnight',
      [at(21), at(23), at(25)],
      7_200_000,
      ['22:00\n3 Mar', '00:00\n4 Mar', '02:00'],
    ],
  ])('writes %s', (_, splits, stepMs, expected) => {
    const window = { fromMs: splits[0] ?? 0, toMs: splits.at(-1) ?? 0 };
    expect(timeLabels(splits, stepMs, window, time)).toEqual(expected);
  });
});

it('describeChart() says what the eye would see', () => {
  const model: ChartModel = {
    title: 'Latency of web',
    window: { fromMs: Date.UTC(2026, 2, 3, 12), toMs: Date.UTC(2026, 2, 3, 13) },
    timestampsMs: [1, 2, 3],
    lines: [
      { id: 'a', label: 'Latency', values: [40, 900, null], color: '--line-1', unit: 'Milliseconds' },
      { id: 'b', label: 'Other', values: [null, null, null], color: '--line-2', unit: 'None' },
    ],
    thresholds: [threshold(800)],
  };
  const said = describeChart(model, createZonedTime('Europe/Zurich')).replaceAll('\u00a0', ' ');
  expect(said).toBe(
    'Latency of web, 13:00 to 14:00. Latency: latest 900 ms, lowest 40 ms, highest 900 ms. Other: no data. Threshold 800.',
  );
});

it('lonePoints() finds what no line would show', () => {
  expect(lonePoints([1, null, 2, 3, null, null, 4])).toEqual([0, 6]);
});

describe('pointInWords()', () => {
  const line = { id: 'a', label: 'Latency', values: [40, null], color: '--line-1', unit: 'Milliseconds' } as const;
  const model: ChartModel = { title: '', window: { fromMs: 0, toMs: 1 }, timestampsMs: [0, 60_000], lines: [line] };

  it.each([
    [0, '00:00:00, Latency 40 ms'],
    [1, '00:01:00, Latency no value'],
    [2, 'No point chosen'],
  ])('says point %d', (index, expected) => {
    expect(pointInWords(model, index, createZonedTime('UTC')).replaceAll('\u00a0', ' ')).toBe(expected);
  });
});

describe('walkPoints()', () => {
  it.each([
    ['ArrowLeft', undefined, 3, { to: 2 }],
    ['ArrowRight', undefined, 3, { to: 2 }],
    ['ArrowLeft', 1, 3, { to: 0 }],
    ['ArrowLeft', 0, 3, { to: 0 }],
    ['ArrowRight', 2, 3, { to: 2 }],
    ['Home', 2, 3, { to: 0 }],
    ['End', undefined, 3, { to: 2 }],
    ['Escape', 1, 3, 'leave'],
    ['Enter', 1, 3, undefined],
    ['ArrowLeft', undefined, 0, undefined],
  ] as const)('%s at %s of %d', (key, at, count, step) => {
    expect(walkPoints(key, at, count)).toEqual(step);
  });
});

describe('stackLines()', () => {
  it.each([
    [
      'adds up',
      [
        [1, 2],
        [10, 20],
        [100, 200],
      ],
      [
        [1, 2],
        [11, 22],
        [111, 222],
      ],
    ],
    [
      'takes a missing part as zero',
      [
        [1, null],
        [10, 20],
      ],
      [
        [1, 0],
        [11, 20],
      ],
    ],
    [
      'keeps a point that no line has as a gap',
      [
        [1, null],
        [10, null],
      ],
      [
        [1, null],
        [11, null],
      ],
    ],
    ['takes nothing as nothing', [], []],
  ])('%s', (_, lines, expected) => {
    expect(stackLines(lines)).toEqual(expected);
  });
});

it('joinSeries() puts series with their own times on one axis', () => {
  const joined = joinSeries([
    { id: 'a', label: 'a', timestampsMs: [10, 30], values: [1, null] },
    { id: 'b', label: 'b', timestampsMs: [20, 30], values: [2, 3] },
  ]);
  expect(joined).toEqual({ timestampsMs: [10, 20, 30], values: { a: [1, null, null], b: [null, 2, 3] } });
});

describe('linesOfResults()', () => {
  const [first, second, third] = resultsOf('api').slice(-6);

  it('has no latency where no answer came', () => {
    const { latency } = linesOfResults(resultsOf('api').slice(-6), 60);
    expect(latency.values.map((value) => value !== null)).toEqual([true, false, false, false, false, false]);
  });

  it('breaks the line where results are missing', () => {
    if (!first || !second || !third) throw new Error('Cannot test: the fixtures lack results, must have six');
    const late = { ...third, startedAtMs: second.startedAtMs + 600_000 };
    const { timestampsMs, phases } = linesOfResults([first, second, late], 60);
    expect(timestampsMs).toEqual([
      first.startedAtMs,
      second.startedAtMs,
      second.startedAtMs + 60_000,
      late.startedAtMs,
    ]);
    expect(phases[0]?.values[2]).toBeNull();
  });

  it('leaves out phases that the kind of probe does not have', () => {
    expect(linesOfResults(resultsOf('database'), 60).phases.map(({ label }) => label)).toEqual(['DNS', 'Connect']);
  });
});
