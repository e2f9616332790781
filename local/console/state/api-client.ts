import type { IncidentAction } from '../../../shared/model/incident-action.ts';
import type {
  AlarmView,
  ApiError,
  DatabaseView,
  EndpointView,
  IncidentView,
  KpiView,
  MetricsQuery,
  RefreshView,
  ReportView,
  RouteView,
  SeriesView,
  TargetView,
} from '../../api/types.ts';
import type { Snapshot } from './snapshot.ts';

/** What a person does about an incident, and how many actions it had seen when they decided so. */
export type PersonsAction = IncidentAction & { readonly by: string; readonly seenActions: number };

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
  /** Who is told of each alarm if it goes on at a moment (epoch milliseconds); default: now. */
  readonly loadRoutes: (atMs?: number) => Promise<readonly RouteView[]>;
  readonly loadRoute: (alarm: string) => Promise<RouteView>;
  readonly loadIncident: (id: string) => Promise<IncidentView>;
  readonly actOnIncident: (id: string, action: PersonsAction) => Promise<IncidentView>;
  /** Begins a rehearsal of an alarm, and answers with its incident. */
  readonly drill: (alarm: string, options: { readonly by: string; readonly forMs: number }) => Promise<IncidentView>;
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
      const [watch, endpoints, databases, kpis, refreshes, reports, alarms, ...rest] = await Promise.all([
        request<Snapshot['watch']>('/api/watch'),
        request<Snapshot['endpoints']>('/api/endpoints'),
        request<Snapshot['databases']>('/api/databases'),
        request<Snapshot['kpis']>('/api/kpis'),
        request<Snapshot['refreshes']>('/api/refreshes'),
        request<Snapshot['reports']>('/api/reports'),
        request<Snapshot['alarms']>('/api/alarms'),
        request<Snapshot['incidents']>('/api/incidents'),
        request<Snapshot['rotations']>('/api/on-call'),
        request<Snapshot['routes']>('/api/routes'),
        request<Snapshot['deliveries']>('/api/deliveries'),
        request<Snapshot['dashboards']>('/api/dashboards'),
        request<Snapshot['metrics']>('/api/metrics'),
      ]);
      const [incidents, rotations, routes, deliveries, dashboards, metrics] = rest;
      const things = { watch, endpoints, databases, kpis, refreshes, reports, alarms };
      return { ...things, incidents, rotations, routes, deliveries, dashboards, metrics };
    },
    loadEndpoint: (id) => request(`/api/endpoints/${encodeURIComponent(id)}`),
    loadDatabase: (id) => request(`/api/databases/${encodeURIComponent(id)}`),
    loadKpi: (id) => request(`/api/kpis/${encodeURIComponent(id)}`),
    loadRefreshes: () => request('/api/refreshes'),
    loadReports: () => request('/api/reports'),
    writeReport: (id) => post(`/api/reports/${encodeURIComponent(id)}`, {}),
    loadAlarm: (id) => request(`/api/alarms/${encodeURIComponent(id)}`),
    loadRoutes: (atMs) => request(atMs === undefined ? '/api/routes' : `/api/routes?at=${atMs}`),
    loadRoute: (alarm) => request(`/api/routes/${encodeURIComponent(alarm)}`),
    loadIncident: (id) => request(`/api/incidents/${encodeURIComponent(id)}`),
    actOnIncident: (id, action) => post(`/api/incidents/${encodeURIComponent(id)}/actions`, action),
    drill: (alarm, options) => post(`/api/alarms/${encodeURIComponent(alarm)}/drill`, options),
    queryMetrics: (query) => post('/api/metrics/query', query),
    probeNow: (endpoint) => post(`/api/endpoints/${encodeURIComponent(endpoint)}/probe`, {}),
    setFault: (id, active) => post(`/api/target/faults/${encodeURIComponent(id)}`, { active }),
  };
}
