import type { ReportPeriod } from '../../shared/reports/period-of.ts';

/**
 * Seconds that one point of a series stands for. CloudWatch keeps points of 5 minutes for 63 days, which the month before last
 * needs; 15 minutes divide the offset of every time zone, so that points end at its midnight.
 */
export function stepSeconds({ fromMs, toMs }: ReportPeriod): number {
  return toMs - fromMs <= 26 * 3_600_000 ? 300 : 900;
}
