import type uPlot from 'uplot';
import { formatQuantity } from '../text/format.ts';
import type { ZonedTime } from '../text/zoned-time.ts';
import type { ChartModel } from './chart-model.ts';
import type { ReadColor } from './colors.ts';

/** Shows the values at the cursor, or hides when the cursor is elsewhere. */
export type UpdateTooltip = (plot: uPlot) => void;

/** A box with the values at the cursor; it lies over `plot` and takes no pointer. */
export function createTooltip(
  plot: uPlot,
  model: () => ChartModel,
  time: ZonedTime,
  readColor: ReadColor,
): UpdateTooltip {
  const box = document.createElement('div');
  box.className = 'chart-tip';
  box.hidden = true;
  plot.over.append(box);
  return () => {
    const index = plot.cursor.idx;
    const left = plot.cursor.left ?? -1;
    const atMs = index === null || index === undefined ? undefined : model().timestampsMs[index];
    const isOwn = plot.over.matches(':hover') || plot.root.parentElement?.matches(':focus') === true;
    box.hidden = atMs === undefined || left < 0 || !isOwn;
    if (box.hidden || atMs === undefined || typeof index !== 'number') return;
    box.replaceChildren(headOf(time.clock(atMs)), ...rowsOf(model(), plot, index, readColor));
    const isRight = left > plot.over.clientWidth / 2;
    box.style.transform = isRight ? `translate(calc(${left - 12}px - 100%), 8px)` : `translate(${left + 12}px, 8px)`;
  };
}

function headOf(text: string): HTMLElement {
  const head = document.createElement('div');
  head.className = 'chart-tip-time';
  head.textContent = text;
  return head;
}

function rowsOf({ lines }: ChartModel, plot: uPlot, index: number, readColor: ReadColor): readonly HTMLElement[] {
  return lines.flatMap(({ label, values, unit, color }, line) => {
    if (plot.series[line + 1]?.show === false) return [];
    const value = values[index] ?? null;
    const row = document.createElement('div');
    const marker = document.createElement('i');
    marker.style.background = readColor(color);
    const text = document.createElement('b');
    text.textContent = value === null ? 'no value' : formatQuantity(value, unit);
    row.append(marker, `${label} `, text);
    return [row];
  });
}
