import type { BinaryOperator } from './expression.ts';
import { type MathValue, seriesOf, type TimeSeries, unionOfTimes } from './time-series.ts';

/** Comparisons and `AND`/`OR` yield 1 or 0; any number but 0 counts as true, negative ones too. */
const operations = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
} satisfies Record<BinaryOperator, (a: number, b: number) => number>;

/**
 * Applies an operator. Between two series a missing point counts as 0 where the other has one; a result that is not
 * finite is dropped. An array takes part series by series.
 */
export function applyOperator(operator: BinaryOperator, left: MathValue, right: MathValue): MathValue {
  if (left.type === 'array') {
    return { type: 'array', series: left.series.map((series) => combine(operator, { type: 'series', series }, right)) };
  }
  if (right.type === 'array') {
    return { type: 'array', series: right.series.map((series) => combine(operator, left, { type: 'series', series })) };
  }
  if (left.type === 'scalar' && right.type === 'scalar') {
    return { type: 'scalar', value: finite(operate(operator, left.value, right.value)) };
  }
  return { type: 'series', series: combine(operator, left, right) };
}

function combine(operator: BinaryOperator, left: MathValue, right: MathValue): TimeSeries {
  const operands = [left, right].flatMap((value) => (value.type === 'series' ? [value.series] : []));
  return seriesOf(unionOfTimes(operands), (time) => operate(operator, valueAt(left, time), valueAt(right, time)));
}

function valueAt(value: MathValue, time: number): number | undefined {
  if (value.type === 'scalar') return value.value;
  return value.type === 'series' ? (value.series.get(time) ?? 0) : undefined;
}

function operate(operator: BinaryOperator, a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : operations[operator](a, b);
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
