import type { AttributedAction } from '../../shared/model/incident-action.ts';
import type {
  AlarmView,
  DashboardView,
  DatabaseView,
  DeliveryView,
  EndpointView,
  IncidentView,
  KpiView,
  MetricsQuery,
  MetricView,
  RefreshView,
  ReportView,
  RotationView,
  RouteView,
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
  incidents(): Promise<readonly IncidentView[]>;
  /** Undefined where there is no such incident. */
  incident(id: string): Promise<IncidentView | undefined>;
  /** Acts on an incident as a person; undefined where there is no such incident. */
  actOnIncident(
    id: string,
    act: AttributedAction,
  ): Promise<{ readonly incident: IncidentView } | { readonly problem: string } | undefined>;
  /** Begins a drill of an alarm; undefined where there is no such alarm. */
  drill(
    alarm: string,
    options: { readonly by: string; readonly forMs: number },
  ): Promise<{ readonly incident: IncidentView } | { readonly problem: string } | undefined>;
  /** Answers a request to an acknowledge link, as the function behind them does on AWS. Never rejects. */
  answerLink(request: {
    readonly method: string;
    readonly path: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  }): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }>;
  rotations(): readonly RotationView[];
  routes(atMs?: number): readonly RouteView[];
  /** Who is told if an alarm goes on at a moment; undefined where there is no such alarm, or it is not routed. */
  route(alarm: string, atMs?: number): RouteView | undefined;
  dashboards(): readonly DashboardView[];
  /** Probes an endpoint now, outside of its schedule; undefined where there is no such endpoint. */
  probeNow(id: string): Promise<EndpointView | undefined>;
  /** Breaks or heals the example system; undefined where there is no such fault. */
  setFault(id: string, active: boolean): Promise<TargetView | undefined>;
  /** Calls back on every change until the returned function is called. */
  subscribe(listener: (event: WatchEvent) => void): () => void;
}
