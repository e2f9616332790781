import type { PanelInput } from '../../definition/dashboard-schema.ts';
import type { PlannedAlarm } from '../../model/alarm.ts';
import type {
  DashboardMetricOptions,
  DashboardMetricRow,
  DashboardWidget,
  MetricWidget,
} from '../../model/dashboard.ts';
import type { KpiSpec } from '../../model/kpi.ts';
import type { MetricId } from '../../model/metric.ts';
import type { PlannedDatabase, PlannedEndpoint, PlannedJob } from '../plan.ts';

/** What a panel may draw from. */
export interface PanelContext {
  /** `<service>-<environment>`. */
  readonly scope: string;
  readonly region: string;
  readonly namespace: string;
  readonly account?: string;
  readonly locations: readonly string[];
  /** Those that the panel names, or all. */
  readonly endpoints: readonly PlannedEndpoint[];
  readonly databases: readonly PlannedDatabase[];
  readonly kpis: readonly KpiSpec[];
  readonly jobs: readonly PlannedJob[];
  readonly alarms: readonly PlannedAlarm[];
}

/** A widget before it has a place: `width` of 24 and `height` in grid units. */
export type Unplaced<T extends DashboardWidget = DashboardWidget> = T extends DashboardWidget
  ? Omit<T, 'x' | 'y'>
  : never;

/** The kinds of panel that a definition may name. */
export type PanelKind = PanelInput['panel'];

/** The panel as the definition writes it. */
export type PanelOf<K extends PanelKind> = Extract<PanelInput, { readonly panel: K }>;

/** Makes the widget of one kind of panel. */
export type PanelDrawer<K extends PanelKind> = (panel: PanelOf<K>, context: PanelContext) => Unplaced;

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

/** A point in a graph is a minute unless its row says otherwise; each row has the interval of what it draws. */
export const shortestPeriod = 60;

type Properties = MetricWidget['properties'];

/** The frame that every graph shares: a third of a screen high, half a row wide. */
export function graph(
  { region }: Pick<PanelContext, 'region'>,
  properties: Omit<Properties, 'region' | 'view' | 'period'> & Partial<Pick<Properties, 'view' | 'period'>>,
): Unplaced<MetricWidget> {
  return {
    type: 'metric',
    width: 12,
    height: 7,
    properties: { view: 'timeSeries', region, period: shortestPeriod, ...properties },
  };
}

/** An axis from zero with its unit. */
export function axisFromZero(label: string, max?: number): NonNullable<Properties['yAxis']> {
  return { left: { label, min: 0, ...(max === undefined ? {} : { max }), showUnits: false } };
}
