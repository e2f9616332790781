import type { ExpressionType } from './expression.ts';
import type { Filler } from './fill.ts';
import { applyReducer, reducers } from './reduce.ts';
import { type MathValue, mapSeries, seriesIn, seriesOf, type TimeSeries, unionOfTimes } from './time-series.ts';

/** What a function sees besides its arguments. */
export interface MathContext {
  readonly periodSeconds: number;
  /** The times of the window, ascending: functions that leave no gap have a point at each. */
  readonly timestamps: readonly number[];
}

/** The type of an argument; `fillMode` are the words `REPEAT` and `LINEAR`. */
export type ArgumentType = ExpressionType | 'fillMode';

/** One metric math function: how its arguments are checked, and what it does with them. */
export interface MathFunction {
  /** How it is called, for error messages. */
  readonly usage: string;
  /** The type of its result; undefined when the arguments do not fit. */
  readonly typeOf: (args: readonly ArgumentType[]) => ExpressionType | undefined;
  readonly apply: (args: readonly Filler[], context: MathContext) => MathValue;
}

/** An argument whose type was checked to be a number, a series or an array. */
export function mathValue(argument: Filler | undefined): MathValue {
  if (argument === undefined || argument.type === 'fillMode') {
    throw new Error(`Cannot evaluate expression: got ${argument?.mode ?? 'nothing'}, must be a number or a series`);
  }
  return argument;
}

/** A function of each value by itself. */
export function roundingFunction(name: string, round: (value: number) => number): MathFunction {
  return {
    usage: `${name}(number, series or array)`,
    typeOf: ([first, ...rest]) => (rest.length > 0 || first === 'fillMode' ? undefined : first),
    apply: ([first]) => {
      const value = mathValue(first);
      if (value.type !== 'scalar') return mapSeries(value, (series) => mapValues(series, round));
      return { type: 'scalar', value: value.value === undefined ? undefined : round(value.value) };
    },
  };
}

function mapValues(series: TimeSeries, change: (value: number) => number): TimeSeries {
  return seriesOf(series.keys(), (time) => change(series.get(time) ?? 0));
}

/** A function that makes one number of a series, or one series of an array. */
export function reducingFunction(name: keyof typeof reducers): MathFunction {
  return {
    usage: `${name}(series) or ${name}([series, series])`,
    typeOf: ([first, ...rest]) => {
      if (rest.length > 0) return undefined;
      return first === 'series' ? 'scalar' : first === 'array' ? 'series' : undefined;
    },
    apply: ([first]) => applyReducer(reducers[name], mathValue(first)),
  };
}

/** A function of each point and the one before, wherever that is; the first point has none and is lost. */
export function differenceFunction(name: string, rate: (difference: number, seconds: number) => number): MathFunction {
  const differences = (series: TimeSeries): TimeSeries => {
    let previous: readonly [time: number, value: number] | undefined;
    return seriesOf(unionOfTimes([series]), (time) => {
      const value = series.get(time) ?? 0;
      const before = previous;
      previous = [time, value];
      return before === undefined ? undefined : rate(value - before[1], (time - before[0]) / 1000);
    });
  };
  return {
    usage: `${name}(series or array)`,
    typeOf: ([first, ...rest]) => (rest.length === 0 && (first === 'series' || first === 'array') ? first : undefined),
    apply: ([first]) => mapSeries(mathValue(first), differences),
  };
}

/** A function of the time only, in UTC; it has a point at every time of the window. */
export function calendarFunction(name: string, read: (date: Date) => number): MathFunction {
  return {
    usage: `${name}(series)`,
    typeOf: ([first, ...rest]) => (first === 'series' && rest.length === 0 ? 'series' : undefined),
    apply: ([first], { timestamps }) => {
      const times = unionOfTimes([seriesIn(mathValue(first)), new Map(timestamps.map((time) => [time, 0]))]);
      return { type: 'series', series: seriesOf(times, (time) => read(new Date(time))) };
    },
  };
}
