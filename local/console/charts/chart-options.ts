import uPlot from 'uplot';
import { formatQuantity } from '../text/format.ts';
import type { ZonedTime } from '../text/zoned-time.ts';
import { type ChartModel, lonePoints, rangeOf, timeLabels } from './chart-model.ts';
import type { ReadColor } from './colors.ts';
import { drawFills, drawShades, drawThresholds } from './overlay.ts';
import { stackLines } from './stack.ts';

/** What uPlot needs besides the data. `model` is read at each drawing, so that new data needs no new chart. */
export interface ChartSetup {
  readonly model: () => ChartModel;
  readonly time: ZonedTime;
  readonly readColor: ReadColor;
  readonly size: { readonly width: number; readonly height: number };
  readonly onCursor: (plot: uPlot) => void;
}

const AXIS_FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** The options of a chart with the lines of `model()`; another set of lines needs another chart. */
export function chartOptions({ model, time, readColor, size, onCursor }: ChartSetup): uPlot.Options {
  const { lines, stacked = false } = model();
  const hasRight = lines.some(({ axis }) => axis === 'right');
  return {
    ...size,
    ms: 1,
    tzDate: (atMs) => uPlot.tzDate(new Date(atMs), time.timeZone),
    padding: [8, hasRight ? 0 : 22, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'page' }, points: { size: 7 } },
    scales: {
      x: { time: true, range: () => [model().window.fromMs, model().window.toMs] },
      y: { range: (_, min, max) => rangeOf(model(), min, max) },
      right: { range: (_, min, max) => rangeOf({}, min, max) },
    },
    axes: [
      timeAxis(model, time, readColor),
      valueAxis('y', model, readColor),
      ...(hasRight ? [valueAxis('right', model, readColor)] : []),
    ],
    series: [
      {},
      ...lines.map((line, index) => seriesOf(line, { stacked, isOnly: lines.length === 1, model, index, readColor })),
    ],
    bands: stacked
      ? lines
          .slice(1)
          .map((line, index) => ({ series: [index + 2, index + 1], fill: () => readColor(line.color, 0.45) }))
      : [],
    hooks: {
      drawAxes: [(plot) => drawFills(plot, model(), readColor), (plot) => drawShades(plot, model(), readColor)],
      draw: [(plot) => drawThresholds(plot, model(), readColor)],
      setCursor: [onCursor],
    },
  };
}

/** The columns that uPlot draws: stacked lines as their sums. */
export function chartData({ timestampsMs, lines, stacked }: ChartModel): uPlot.AlignedData {
  const columns = lines.map(({ values }) => values);
  const drawn = stacked ? stackLines(columns) : columns;
  return [[...timestampsMs], ...drawn.map((values) => [...values])];
}

interface SeriesSetup {
  readonly stacked: boolean;
  readonly isOnly: boolean;
  readonly model: () => ChartModel;
  readonly index: number;
  readonly readColor: ReadColor;
}

function seriesOf(
  line: ChartModel['lines'][number],
  { stacked, isOnly, model, index, readColor }: SeriesSetup,
): uPlot.Series {
  const stroke = () => readColor(line.color);
  const isFilled = stacked ? index === 0 : isOnly;
  // Where points are too dense to be drawn, those without a neighbour would not be seen at all.
  const lone: uPlot.Series.Points.Filter = (_, __, show) =>
    show ? null : [...lonePoints(model().lines[index]?.values ?? [])];
  return {
    label: line.label,
    scale: line.axis === 'right' ? 'right' : 'y',
    width: stacked ? 1 : 1.75,
    stroke,
    points: stacked ? { show: false } : { size: 5, fill: stroke, space: 14, filter: lone },
    ...(isFilled && { fill: () => readColor(line.color, stacked ? 0.45 : 0.1) }),
  };
}

function timeAxis(model: () => ChartModel, time: ZonedTime, readColor: ReadColor): uPlot.Axis {
  return {
    ...axisLook(readColor),
    space: 72,
    size: () => (time.day(model().window.fromMs) === time.day(model().window.toMs) ? 28 : 42),
    values: (_, splits, __, ___, stepMs) => [...timeLabels(splits, stepMs, model().window, time)],
  };
}

function valueAxis(scale: 'y' | 'right', model: () => ChartModel, readColor: ReadColor): uPlot.Axis {
  const side = scale === 'y' ? 'left' : 'right';
  const unit = () => model().lines.find(({ axis = 'left' }) => axis === side)?.unit ?? 'None';
  return {
    ...axisLook(readColor),
    scale,
    side: scale === 'y' ? 3 : 1,
    space: 34,
    size: (_, values) => 14 + 6.6 * Math.max(3, ...(values ?? []).map((value) => value.length)),
    values: (_, splits) => splits.map((value) => formatQuantity(value, unit())),
    grid: { show: scale === 'y', stroke: () => readColor('--grid'), width: 1 },
  };
}

function axisLook(readColor: ReadColor): uPlot.Axis {
  return {
    font: AXIS_FONT,
    stroke: () => readColor('--text-2'),
    gap: 4,
    grid: { show: false },
    ticks: { show: true, size: 4, width: 1, stroke: () => readColor('--border-strong') },
  };
}
