import type {
  AlarmView,
  DashboardView,
  DatabaseView,
  DeliveryView,
  EndpointView,
  KpiView,
  MetricsQuery,
  MetricView,
  RefreshView,
  ReportView,
  SeriesView,
  TargetView,
  WatchEvent,
  WatchView,
} from './types.ts';

/** What the API needs of a watch; every answer is a snapshot. */
export interface WatchSource {
  watch(): WatchView;
  endpoints(): readonly EndpointView[];
  /** With up to 1,440 results; undefined where there is no such endpoint. */
  endpoint(id: string): EndpointView | undefined;
  databases(): readonly DatabaseView[];
  database(id: string): DatabaseView | undefined;
  kpis(): readonly KpiView[];
  kpi(id: string): KpiView | undefined;
  refreshes(): readonly RefreshView[];
  reports(): readonly ReportView[];
  /** The newest of a report as a whole HTML document; written now where there is none or `again` is true. */
  reportHtml(id: string, again: boolean): Promise<string | undefined>;
  alarms(): readonly AlarmView[];
  alarm(id: string): AlarmView | undefined;
  metrics(): readonly MetricView[];
  /** The series, or why a statistic or an expression cannot be read. */
  query(query: MetricsQuery): { readonly series: readonly SeriesView[] } | { readonly problem: string };
  deliveries(): readonly DeliveryView[];
  dashboards(): readonly DashboardView[];
  /** Probes an endpoint now, outside of its schedule; undefined where there is no such endpoint. */
  probeNow(id: string): Promise<EndpointView | undefined>;
  /** Breaks or heals the example system; undefined where there is no such fault. */
  setFault(id: string, active: boolean): Promise<TargetView | undefined>;
  /** Calls back on every change until the returned function is called. */
  subscribe(listener: (event: WatchEvent) => void): () => void;
}
