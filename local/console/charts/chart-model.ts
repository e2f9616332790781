import type { MetricUnit } from '../../../shared/model/metric.ts';
import { formatQuantity } from '../text/format.ts';
import type { ZonedTime } from '../text/zoned-time.ts';
import type { Interval } from './intervals.ts';
import type { Values } from './stack.ts';

/** A colour of the theme (`--line-1`) or one that a dashboard names (`#d62728`). */
export type ChartColor = string;

export interface ChartLine {
  readonly id: string;
  readonly label: string;
  /** Parallel to the chart's timestamps; null is a gap. */
  readonly values: Values;
  readonly color: ChartColor;
  readonly unit: MetricUnit;
  readonly axis?: 'left' | 'right';
}

/** A level that a value is compared with. */
export interface ChartThreshold {
  readonly label: string;
  readonly value: number;
  readonly color: ChartColor;
  /** True where the scale must reach it; otherwise it is named at the edge when it is far off. */
  readonly always?: boolean;
  /** The side of it that is tinted: where a value would break it. */
  readonly fill?: 'above' | 'below';
}

/** Stretches of time that are marked: all the height behind the lines, or a strip along the top. */
export interface ChartShade {
  readonly label: string;
  readonly intervals: readonly Interval[];
  readonly color: ChartColor;
  readonly place: 'area' | 'strip';
}

/** All that one chart shows. */
export interface ChartModel {
  /** What the chart is about, for those who hear it. */
  readonly title: string;
  readonly window: Interval;
  readonly timestampsMs: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly stacked?: boolean;
  readonly thresholds?: readonly ChartThreshold[];
  readonly shades?: readonly ChartShade[];
  readonly min?: number;
  readonly max?: number;
}

/** How far above the data a threshold may lie and still stretch the scale. */
const NEAR_FACTOR = 4;

/** The vertical range: from zero (or below, for negative values) to the data and the thresholds near it, with some air. */
export function rangeOf(
  { thresholds = [], min, max }: Pick<ChartModel, 'thresholds' | 'min' | 'max'>,
  dataMin: number | null,
  dataMax: number | null,
): [number, number] {
  const highest = dataMax ?? 0;
  const near = thresholds
    .filter(({ value, always }) => always || highest <= 0 || value <= highest * NEAR_FACTOR)
    .map(({ value }) => value);
  const low = Math.min(0, dataMin ?? 0, ...near);
  const high = Math.max(highest, ...near);
  const air = (high - low) * 0.12;
  const top = max ?? (high > low ? high + air : low + 1);
  const bottom = min ?? (low < 0 ? low - air : low);
  return top > bottom ? [bottom, top] : [bottom, bottom + 1];
}

/** The chart as a sentence or two: range of time, and for each line its latest, lowest and highest value. */
export function describeChart({ title, window, lines, thresholds = [] }: ChartModel, time: ZonedTime): string {
  const said = lines.map(({ label, values, unit }) => {
    const known = values.filter((value) => value !== null);
    const latest = known.at(-1);
    if (latest === undefined) return `${label}: no data.`;
    const write = (value: number) => formatQuantity(value, unit);
    return `${label}: latest ${write(latest)}, lowest ${write(Math.min(...known))}, highest ${write(Math.max(...known))}.`;
  });
  const levels = thresholds.map(({ label }) => `Threshold ${label}.`);
  return [`${title}, ${time.minute(window.fromMs)} to ${time.minute(window.toMs)}.`, ...said, ...levels].join(' ');
}

/** One point as a reader hears it: its time, and what each line has there. */
export function pointInWords({ timestampsMs, lines }: ChartModel, index: number, time: ZonedTime): string {
  const atMs = timestampsMs[index];
  if (atMs === undefined) return 'No point chosen';
  const said = lines.map(({ label, values, unit }) => {
    const value = values[index] ?? null;
    return `${label} ${value === null ? 'no value' : formatQuantity(value, unit)}`;
  });
  return [time.clock(atMs), ...said].join(', ');
}

/** Labels of the time axis: seconds only where they differ, the day under the first and each new one of a range over days. */
export function timeLabels(
  splitsMs: readonly number[],
  stepMs: number,
  window: Interval,
  time: ZonedTime,
): readonly string[] {
  const manyDays = time.day(window.fromMs) !== time.day(window.toMs);
  return splitsMs.map((atMs, index) => {
    const label = stepMs < 60_000 ? time.clock(atMs) : time.minute(atMs);
    const before = splitsMs[index - 1];
    const newDay = before === undefined || time.day(before) !== time.day(atMs);
    return manyDays && newDay ? `${label}\n${time.day(atMs)}` : label;
  });
}

/** Places of values that have a gap on both sides, which no line would show. */
export function lonePoints(values: Values): readonly number[] {
  const isThere = (index: number) => typeof values[index] === 'number';
  return values.flatMap((_, index) => (isThere(index) && !isThere(index - 1) && !isThere(index + 1) ? [index] : []));
}

/** The last value that is there. */
export function latestOf(values: Values): number | undefined {
  return values.findLast((value) => value !== null) ?? undefined;
}
