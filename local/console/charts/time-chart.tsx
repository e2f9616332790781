import { useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { useZonedTime } from '../state/use-store.ts';
import { type ChartModel, describeChart, pointInWords } from './chart-model.ts';
import { Legend } from './legend.tsx';
import { type PlotHeight, usePlot } from './use-plot.ts';
import { findPoint, walkPoints } from './walk-points.ts';

interface TimeChartProps {
  readonly model: ChartModel;
  /** In CSS pixels, without the legend; `fill` takes what the box around it leaves. */
  readonly height?: PlotHeight;
}

/**
 * Lines over time with thresholds, shaded stretches, values at the cursor and a legend whose buttons hide lines. With the
 * keyboard: arrow keys move the cursor point by point, Home and End to the ends, Escape leaves. To assistive technology
 * it is a slider through the points, whose value is what the cursor shows.
 */
export function TimeChart({ model, height = 220 }: TimeChartProps) {
  const time = useZonedTime();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  // A time, not an index: data that arrive while somebody reads must not move the cursor to another point.
  const [pointMs, setPointMs] = useState<number>();
  const point = pointMs === undefined ? undefined : findPoint(model.timestampsMs, pointMs);
  const { host, probe, plot } = usePlot(model, height, hidden);
  const isKnown = model.lines.some(({ values }) => values.some((value) => value !== null));

  const toggle = (id: string): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    setHidden(next);
  };
  const leave = (): void => {
    setPointMs(undefined);
    plot.current?.setCursor({ left: -10, top: -10 });
  };
  const goTo = (drawn: uPlot, index: number): void => {
    setPointMs(model.timestampsMs[index]);
    drawn.setCursor({ left: drawn.valToPos(model.timestampsMs[index] ?? 0, 'x'), top: drawn.over.clientHeight / 2 });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = walkPoints(event.key, point, model.timestampsMs.length);
    if (step === undefined || !plot.current) return;
    event.preventDefault();
    if (step === 'leave') leave();
    else goTo(plot.current, step.to);
  };
  return (
    <figure class={height === 'fill' ? 'chart chart-fill' : 'chart'}>
      <span hidden ref={probe} />
      <div
        class="chart-plot"
        ref={host}
        role="slider"
        tabIndex={0}
        aria-label={describeChart(model, time)}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, model.timestampsMs.length - 1)}
        aria-valuenow={point ?? Math.max(0, model.timestampsMs.length - 1)}
        aria-valuetext={point === undefined ? 'No point chosen' : pointInWords(model, point, time)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      >
        {!isKnown && <p class="chart-empty">No data in this range yet</p>}
      </div>
      <Legend model={model} hidden={hidden} onToggle={toggle} />
    </figure>
  );
}
