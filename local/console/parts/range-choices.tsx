import { rangeChoices } from '../dashboards/time-range.ts';
import { Choices } from './card.tsx';

/** How far back charts look. */
export function RangeChoices({
  spanMs,
  onChoose,
}: {
  readonly spanMs: number;
  readonly onChoose: (spanMs: number) => void;
}) {
  const choices = rangeChoices.map(({ label, spanMs: value }) => ({ value: value as number, label }));
  return <Choices label="Time range" choices={choices} chosen={spanMs} onChoose={onChoose} />;
}
