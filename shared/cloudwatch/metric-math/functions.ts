import { applyIf } from './choose.ts';
import { applyFill } from './fill.ts';
import {
  calendarFunction,
  differenceFunction,
  type MathFunction,
  mathValue,
  reducingFunction,
  roundingFunction,
} from './function-kinds.ts';
import { seriesOf } from './time-series.ts';

/** The metric math functions that are evaluated here (using-metric-math.html). A new one is one entry. */
export const functions = {
  ABS: roundingFunction('ABS', Math.abs),
  CEIL: roundingFunction('CEIL', Math.ceil),
  FLOOR: roundingFunction('FLOOR', Math.floor),
  SUM: reducingFunction('SUM'),
  AVG: reducingFunction('AVG'),
  MIN: reducingFunction('MIN'),
  MAX: reducingFunction('MAX'),
  RATE: differenceFunction('RATE', (difference, seconds) => difference / seconds),
  DIFF: differenceFunction('DIFF', (difference) => difference),
  MINUTE: calendarFunction('MINUTE', (date) => date.getUTCMinutes()),
  HOUR: calendarFunction('HOUR', (date) => date.getUTCHours()),
  /** 1 is Monday, 7 is Sunday. */
  DAY: calendarFunction('DAY', (date) => ((date.getUTCDay() + 6) % 7) + 1),
  PERIOD: {
    usage: 'PERIOD(series)',
    typeOf: ([first, ...rest]) => (first === 'series' && rest.length === 0 ? 'scalar' : undefined),
    apply: (_args, { periodSeconds }) => ({ type: 'scalar', value: periodSeconds }),
  },
  TIME_SERIES: {
    usage: 'TIME_SERIES(number)',
    typeOf: ([first, ...rest]) => (first === 'scalar' && rest.length === 0 ? 'series' : undefined),
    apply: ([first], { timestamps }) => {
      const value = first?.type === 'scalar' ? first.value : undefined;
      return { type: 'series', series: seriesOf(timestamps, () => value) };
    },
  },
  FILL: {
    usage: 'FILL(series or array, filler) with a number, one series, REPEAT or LINEAR as filler',
    typeOf: ([value, filler, ...rest]) => {
      const fits = rest.length === 0 && filler !== undefined && filler !== 'array';
      return fits && (value === 'series' || value === 'array') ? value : undefined;
    },
    apply: ([value, filler], { timestamps }) => applyFill(mathValue(value), filler ?? mathValue(filler), timestamps),
  },
  IF: {
    usage: 'IF(condition, value when true, value when false) of numbers and single series',
    typeOf: (args) => {
      const fits =
        (args.length === 2 || args.length === 3) && args.every((arg) => arg === 'scalar' || arg === 'series');
      return fits ? (args.includes('series') ? 'series' : 'scalar') : undefined;
    },
    apply: ([condition, whenTrue, whenFalse], { timestamps }) =>
      applyIf(
        mathValue(condition),
        mathValue(whenTrue),
        whenFalse === undefined ? undefined : mathValue(whenFalse),
        timestamps,
      ),
  },
} as const satisfies Record<string, MathFunction>;

export type FunctionName = keyof typeof functions;

/** CloudWatch's other functions: they are valid there and cannot be evaluated here. */
export const functionsOnlyInCloudWatch: readonly string[] = [
  ...['ANOMALY_DETECTION_BAND', 'DATAPOINT_COUNT', 'DATE', 'DB_PERF_INSIGHTS', 'DIFF_TIME', 'EPOCH', 'FIRST'],
  ...['INSIGHT_RULE_METRIC', 'LAMBDA', 'LAST', 'LOG', 'LOG10', 'METRIC_COUNT', 'MONTH', 'REMOVE_EMPTY'],
  ...['RUNNING_SUM', 'SEARCH', 'SERVICE_QUOTA', 'SLICE', 'SORT', 'STDDEV', 'YEAR'],
];
