import type { PlannedAlarm } from '../../model/alarm.ts';
import type { DashboardMetricOptions, DashboardMetricRow, DashboardWidget } from '../../model/dashboard.ts';
import type { MetricId } from '../../model/metric.ts';
import type { PlannedEndpoint, PlannedJob } from '../plan.ts';

/** What a panel may draw from. */
export interface PanelContext {
  readonly region: string;
  readonly namespace: string;
  readonly account?: string;
  readonly locations: readonly string[];
  /** Those that the panel names, or all. */
  readonly endpoints: readonly PlannedEndpoint[];
  readonly jobs: readonly PlannedJob[];
  readonly alarms: readonly PlannedAlarm[];
}

/** A widget before it has a place: `width` of 24 and `height` in grid units. */
export type Unplaced<T extends DashboardWidget = DashboardWidget> = T extends DashboardWidget
  ? Omit<T, 'x' | 'y'>
  : never;

/** A metric as one row of a graph. */
export function metricRow(
  { namespace, name, dimensions }: MetricId,
  options: DashboardMetricOptions & { readonly label: string },
): DashboardMetricRow {
  return [namespace, name, ...Object.entries(dimensions).flat(), options];
}

/** The label of a series: the location only where there is more than one. */
export function seriesLabel(title: string, location: string, locations: readonly string[]): string {
  return locations.length === 1 ? title : `${title} ${location}`;
}
