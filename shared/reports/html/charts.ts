import type { Trend } from '../report-model.ts';
import { html, type Markup } from './markup.ts';

const size = { width: 160, height: 32, pad: 3 } as const;

/** Two decimals are finer than any screen. */
const short = (value: number): number => Math.round(value * 100) / 100;

/**
 * A line over the slots of a period, broken where nothing was measured, with a dashed line at the target and a dot at the end.
 * `label` says in words what is drawn.
 */
export function sparkline(
  trend: Trend,
  { label, target }: { readonly label: string; readonly target?: number },
): Markup {
  const values = trend.flatMap((value) => (value === null ? [] : [value]));
  if (values.length === 0) return html`<span class="muted">no data</span>`;
  const bounds = target === undefined ? values : [...values, target];
  const [least, most] = [bounds.reduce((a, b) => Math.min(a, b)), bounds.reduce((a, b) => Math.max(a, b))];
  const xOf = (slot: number) => short(size.pad + (slot / Math.max(1, trend.length - 1)) * (size.width - 2 * size.pad));
  const yOf = (value: number) =>
    short(
      most === least
        ? size.height / 2
        : size.height - size.pad - ((value - least) / (most - least)) * (size.height - 2 * size.pad),
    );
  const path = trend
    .map((value, slot) =>
      value === null ? '' : `${(trend[slot - 1] ?? null) === null ? 'M' : 'L'}${xOf(slot)} ${yOf(value)}`,
    )
    .join('');
  const lastSlot = trend.findLastIndex((value) => value !== null);
  return html`<svg class="spark" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}">${
    target === undefined ? '' : html`<path class="target" d="M${size.pad} ${yOf(target)}H${size.width - size.pad}"/>`
  }<path class="line" d="${path}"/><circle cx="${xOf(lastSlot)}" cy="${yOf(trend[lastSlot] ?? 0)}" r="2.5"/></svg>`;
}

/** One bar per slot of uptime: full height everywhere, coloured by how much of it was down. */
export function uptimeBars(trend: Trend, label: string): Markup {
  const width = size.width / Math.max(1, trend.length);
  const bars = trend.map((percent, slot) => {
    const grade = percent === null ? 'none' : percent >= 100 ? 'ok' : percent >= 99 ? 'warning' : 'critical';
    return html`<rect class="bar-${grade}" x="${short(slot * width)}" y="4" width="${short(width * 0.78)}" height="24" rx="1"/>`;
  });
  return html`<svg class="spark" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}">${bars}</svg>`;
}
