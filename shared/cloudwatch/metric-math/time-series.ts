/** Values by the epoch milliseconds at which their period starts; a time without an entry is missing. */
export type TimeSeries = ReadonlyMap<number, number>;

/** A value while an expression is evaluated. A scalar without a value, such as the average of nothing, is undefined. */
export type MathValue =
  | { readonly type: 'scalar'; readonly value: number | undefined }
  | { readonly type: 'series'; readonly series: TimeSeries }
  | { readonly type: 'array'; readonly series: readonly TimeSeries[] };

/** The times of all the series together, ascending. */
export function unionOfTimes(all: readonly TimeSeries[]): readonly number[] {
  const times = new Set<number>();
  for (const series of all) for (const time of series.keys()) times.add(time);
  return [...times].sort((a, b) => a - b);
}

/** A series of what `compute` yields at each time; results that are no finite number, as of x/0, are left out. */
export function seriesOf(times: Iterable<number>, compute: (time: number) => number | undefined): TimeSeries {
  const series = new Map<number, number>();
  for (const time of times) {
    const value = compute(time);
    if (value !== undefined && Number.isFinite(value)) series.set(time, value);
  }
  return series;
}

/** Applies a change to a series, or to each series of an array. */
export function mapSeries(value: MathValue, change: (series: TimeSeries) => TimeSeries): MathValue {
  if (value.type === 'array') return { type: 'array', series: value.series.map(change) };
  return { type: 'series', series: change(seriesIn(value)) };
}

/** The one series of a value whose type was checked to be one. */
export function seriesIn(value: MathValue | undefined): TimeSeries {
  if (value?.type !== 'series') throw new Error(`Cannot evaluate expression: got ${value?.type}, must be one series`);
  return value.series;
}
