import { type MathValue, seriesOf } from './time-series.ts';

/**
 * `IF`, after AWS's tables: where the condition is true and the second argument has no point, 0; where it is false and
 * the third has none, 0 when the second is a series, nothing when it is a number; without a third argument, or without
 * a condition, nothing. A condition that is one number takes one side as it is.
 */
export function applyIf(
  condition: MathValue,
  whenTrue: MathValue,
  whenFalse: MathValue | undefined,
  timestamps: readonly number[],
): MathValue {
  if (condition.type === 'series') {
    const ifMissing = whenTrue.type === 'series' ? 0 : undefined;
    const series = seriesOf(condition.series.keys(), (time) =>
      condition.series.get(time) === 0 ? pointOf(whenFalse, time, ifMissing) : pointOf(whenTrue, time, 0),
    );
    return { type: 'series', series };
  }
  const chosen = chosenSide(condition, whenTrue, whenFalse);
  const isSeries = whenTrue.type === 'series' || whenFalse?.type === 'series';
  if (!isSeries || chosen.type !== 'scalar') return chosen;
  return { type: 'series', series: seriesOf(timestamps, () => chosen.value) };
}

function chosenSide(condition: MathValue, whenTrue: MathValue, whenFalse: MathValue | undefined): MathValue {
  const nothing: MathValue = { type: 'scalar', value: undefined };
  if (condition.type !== 'scalar' || condition.value === undefined) return nothing;
  return condition.value === 0 ? (whenFalse ?? nothing) : whenTrue;
}

function pointOf(side: MathValue | undefined, time: number, ifMissing: number | undefined): number | undefined {
  if (side?.type === 'series') return side.series.get(time) ?? ifMissing;
  return side?.type === 'scalar' ? side.value : undefined;
}
