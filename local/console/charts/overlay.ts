import type uPlot from 'uplot';
import type { ChartModel, ChartShade } from './chart-model.ts';
import type { ReadColor } from './colors.ts';

const STRIP_HEIGHT = 4;

/** Draws the shaded stretches; call before the lines are drawn. */
export function drawShades(plot: uPlot, { shades = [] }: ChartModel, readColor: ReadColor): void {
  for (const shade of shades) {
    for (const { fromMs, toMs } of shade.intervals) drawShade(plot, shade, fromMs, toMs, readColor);
  }
}

function drawShade(
  plot: uPlot,
  { color, place }: ChartShade,
  fromMs: number,
  toMs: number,
  readColor: ReadColor,
): void {
  const { ctx, bbox } = plot;
  const left = Math.max(bbox.left, plot.valToPos(fromMs, 'x', true));
  const right = Math.min(bbox.left + bbox.width, plot.valToPos(toMs, 'x', true));
  if (right <= left) return;
  const width = Math.max(right - left, 2 * devicePixelRatio);
  ctx.save();
  if (place === 'strip') {
    ctx.fillStyle = readColor(color);
    ctx.fillRect(left, bbox.top, width, STRIP_HEIGHT * devicePixelRatio);
  } else {
    ctx.fillStyle = readColor(color, 0.16);
    ctx.fillRect(left, bbox.top, width, bbox.height);
  }
  ctx.restore();
}

/** Tints the side of each threshold on which a value would break it; call before the lines are drawn. */
export function drawFills(plot: uPlot, { thresholds = [] }: ChartModel, readColor: ReadColor): void {
  const { ctx, bbox } = plot;
  const bottom = bbox.top + bbox.height;
  ctx.save();
  for (const { value, color, fill } of thresholds) {
    if (fill === undefined) continue;
    const y = Math.min(bottom, Math.max(bbox.top, plot.valToPos(value, 'y', true)));
    const [from, to] = fill === 'above' ? [bbox.top, y] : [y, bottom];
    ctx.fillStyle = readColor(color, 0.07);
    ctx.fillRect(bbox.left, from, bbox.width, to - from);
  }
  ctx.restore();
}

/** Draws the thresholds as dashed lines with their label; one beyond the scale is named at the top edge with an arrow. */
export function drawThresholds(plot: uPlot, { thresholds = [] }: ChartModel, readColor: ReadColor): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const top = plot.scales.y?.max ?? 0;
  ctx.save();
  ctx.font = `600 ${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = 'right';
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([6 * ratio, 4 * ratio]);
  let offScale = 0;
  for (const { label, value, color } of thresholds) {
    const isOff = value > top;
    const y = isOff ? bbox.top + (6 + 15 * offScale) * ratio : plot.valToPos(value, 'y', true);
    if (isOff) offScale += 1;
    else {
      ctx.strokeStyle = readColor(color);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    const below = isOff || y - bbox.top < 16 * ratio;
    ctx.textBaseline = below ? 'top' : 'bottom';
    writeOver(
      ctx,
      isOff ? `↑ ${label}` : label,
      { x: bbox.left + bbox.width - 6 * ratio, y: y + (below ? 3 : -3) * ratio, ratio },
      [readColor(color), readColor('--surface')],
    );
  }
  ctx.restore();
}

/** Text with a rim in the colour of the ground, so that it can be read over lines. */
function writeOver(
  ctx: CanvasRenderingContext2D,
  text: string,
  { x, y, ratio }: { readonly x: number; readonly y: number; readonly ratio: number },
  [color, ground]: readonly [string, string],
): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3 * ratio;
  ctx.strokeStyle = ground;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
  ctx.restore();
}
