import { type MathValue, seriesIn, seriesOf, unionOfTimes } from './time-series.ts';

type Reducer = (values: readonly number[], seriesCount: number) => number;

/**
 * `SUM`, `AVG`, `MIN` and `MAX`: one number over the points of a series (none when it is empty), or one series across
 * an array. `AVG` across an array divides by the number of series, as it counts missing points as 0; `MIN` and `MAX`
 * look at the points there are.
 */
export const reducers = {
  SUM: (values) => values.reduce((total, value) => total + value, 0),
  AVG: (values, seriesCount) => values.reduce((total, value) => total + value, 0) / seriesCount,
  MIN: (values) => values.reduce((least, value) => Math.min(least, value)),
  MAX: (values) => values.reduce((greatest, value) => Math.max(greatest, value)),
} satisfies Record<string, Reducer>;

/** Applies a reducer to a series (giving one number) or to an array (giving one series). */
export function applyReducer(reduce: Reducer, value: MathValue | undefined): MathValue {
  if (value?.type !== 'array') {
    const values = [...seriesIn(value).values()];
    return { type: 'scalar', value: values.length === 0 ? undefined : reduce(values, values.length) };
  }
  const all = value.series;
  const series = seriesOf(unionOfTimes(all), (time) => {
    const values = all.flatMap((one) => one.get(time) ?? []);
    return reduce(values, all.length);
  });
  return { type: 'series', series };
}
