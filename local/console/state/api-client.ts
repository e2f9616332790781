import type {
  AlarmView,
  ApiError,
  DatabaseView,
  EndpointView,
  KpiView,
  MetricsQuery,
  RefreshView,
  ReportView,
  SeriesView,
  TargetView,
} from '../../api/types.ts';
import type { Snapshot } from './snapshot.ts';

/** The JSON API as functions. Each rejects, in one sentence, when there is no answer or an answer other than 2xx. */
export interface ApiClient {
  readonly loadSnapshot: () => Promise<Snapshot>;
  readonly loadEndpoint: (id: string) => Promise<EndpointView>;
  /** With its tables. */
  readonly loadDatabase: (id: string) => Promise<DatabaseView>;
  /** With its results. */
  readonly loadKpi: (id: string) => Promise<KpiView>;
  readonly loadRefreshes: () => Promise<readonly RefreshView[]>;
  readonly loadReports: () => Promise<readonly ReportView[]>;
  /** Writes a report anew. */
  readonly writeReport: (id: string) => Promise<ReportView>;
  readonly loadAlarm: (id: string) => Promise<AlarmView>;
  readonly queryMetrics: (query: MetricsQuery) => Promise<readonly SeriesView[]>;
  /** Probes at once, outside of the schedule. */
  readonly probeNow: (endpoint: string) => Promise<EndpointView>;
  readonly setFault: (id: string, active: boolean) => Promise<TargetView>;
}

/** An API client that asks the server which the page came from. */
export function createApiClient(send: typeof fetch): ApiClient {
  const request = async <View>(path: string, init?: RequestInit): Promise<View> => {
    const response = await send(path, { ...init, headers: { accept: 'application/json', ...init?.headers } });
    if (response.ok) return (await response.json()) as View;
    const body = (await response.json().catch(() => ({}))) as Partial<ApiError>;
    throw new Error(body.error ?? `Cannot read "${path}": the server answered ${response.status}, must be 200`);
  };
  const post = <View>(path: string, body: unknown): Promise<View> =>
    request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    loadSnapshot: async () => {
      const [watch, endpoints, databases, kpis, refreshes, reports, alarms, deliveries, dashboards, metrics] =
        await Promise.all([
          request<Snapshot['watch']>('/api/watch'),
          request<Snapshot['endpoints']>('/api/endpoints'),
          request<Snapshot['databases']>('/api/databases'),
          request<Snapshot['kpis']>('/api/kpis'),
          request<Snapshot['refreshes']>('/api/refreshes'),
          request<Snapshot['reports']>('/api/reports'),
          request<Snapshot['alarms']>('/api/alarms'),
          request<Snapshot['deliveries']>('/api/deliveries'),
          request<Snapshot['dashboards']>('/api/dashboards'),
          request<Snapshot['metrics']>('/api/metrics'),
        ]);
      return { watch, endpoints, databases, kpis, refreshes, reports, alarms, deliveries, dashboards, metrics };
    },
    loadEndpoint: (id) => request(`/api/endpoints/${encodeURIComponent(id)}`),
    loadDatabase: (id) => request(`/api/databases/${encodeURIComponent(id)}`),
    loadKpi: (id) => request(`/api/kpis/${encodeURIComponent(id)}`),
    loadRefreshes: () => request('/api/refreshes'),
    loadReports: () => request('/api/reports'),
    writeReport: (id) => post(`/api/reports/${encodeURIComponent(id)}`, {}),
    loadAlarm: (id) => request(`/api/alarms/${encodeURIComponent(id)}`),
    queryMetrics: (query) => post('/api/metrics/query', query),
    probeNow: (endpoint) => post(`/api/endpoints/${encodeURIComponent(endpoint)}/probe`, {}),
    setFault: (id, active) => post(`/api/target/faults/${encodeURIComponent(id)}`, { active }),
  };
}
