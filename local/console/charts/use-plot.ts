import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useZonedTime } from '../state/use-store.ts';
import { isDark } from '../theme.ts';
import type { ChartModel } from './chart-model.ts';
import { chartData, chartOptions } from './chart-options.ts';
import { createColorReader } from './colors.ts';
import { createTooltip, type UpdateTooltip } from './tooltip.ts';

/** In CSS pixels, or as high as the box around it. */
export type PlotHeight = number | 'fill';

const LEAST_HEIGHT = 120;

/**
 * Keeps a uPlot chart inside `host`: made anew when the set of lines changes, fed when the data changes, resized with its
 * host and redrawn with the theme. `probe` is a hidden element that colours are read from.
 */
export function usePlot(model: ChartModel, height: PlotHeight, hidden: ReadonlySet<string>) {
  const time = useZonedTime();
  const host = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot | null>(null);
  const tooltip = useRef<UpdateTooltip | null>(null);
  const newest = useRef(model);
  newest.current = model;
  const lines = model.lines.map(({ id, label, unit, color, axis }) => [id, label, unit, color, axis]);
  const shape = JSON.stringify([time.timeZone, model.stacked, lines]);

  useLayoutEffect(() => {
    const element = host.current;
    if (!element || !probe.current) return;
    const readColor = createColorReader(probe.current);
    const size = () => ({
      width: element.clientWidth,
      height: height === 'fill' ? Math.max(element.clientHeight, LEAST_HEIGHT) : height,
    });
    const onCursor = (at: uPlot): void => tooltip.current?.(at);
    const setup = { model: () => newest.current, time, readColor, size: size(), onCursor };
    const made = new uPlot(chartOptions(setup), chartData(newest.current), element);
    plot.current = made;
    tooltip.current = createTooltip(made, () => newest.current, time, readColor);
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
      tooltip.current = null;
    };
  }, [shape, height]);

  useEffect(() => plot.current?.setData(chartData(model)), [model]);
  useEffect(() => {
    model.lines.forEach(({ id }, index) => {
      const show = !hidden.has(id);
      if (plot.current?.series[index + 1]?.show !== show) plot.current?.setSeries(index + 1, { show });
    });
  }, [shape, hidden]);
  useEffect(() => isDark.subscribe(() => plot.current?.redraw(true, true)), []);
  return { host, probe, plot };
}
