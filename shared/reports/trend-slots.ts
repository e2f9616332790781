import type { ReportPeriod } from './period-of.ts';
import type { Trend } from './report-model.ts';

const dayMs = 86_400_000;

/** How many equal slots a trend of a period has: hours of a day, quarters of the days of a week, days of a month. */
export function countSlots({ fromMs, toMs }: ReportPeriod): number {
  const days = Math.max(1, Math.round((toMs - fromMs) / dayMs));
  return days === 1 ? 24 : days <= 7 ? days * 4 : days;
}

/** One value per slot of a period, made of the points in it; null where `reduce` has nothing to say. */
export function sliceTrend<Point extends { readonly timestampMs: number }>(
  points: readonly Point[],
  period: ReportPeriod,
  reduce: (points: readonly Point[]) => number | undefined,
): Trend {
  const slots = countSlots(period);
  const slotMs = (period.toMs - period.fromMs) / slots;
  const bySlot = Map.groupBy(points, ({ timestampMs }) => Math.floor((timestampMs - period.fromMs) / slotMs));
  return Array.from({ length: slots }, (_, slot) => {
    const inside = bySlot.get(slot);
    return inside === undefined ? null : (reduce(inside) ?? null);
  });
}
