import { apiLimits } from '../../../shared/model/api-limits.ts';
import type {
  AlarmView,
  DashboardView,
  DatabaseView,
  DeliveryView,
  EndpointView,
  IncidentView,
  KpiView,
  MetricView,
  RefreshView,
  ReportView,
  RotationView,
  RouteView,
  WatchEvent,
  WatchView,
} from '../../api/types.ts';

/** All that the console knows, as of one moment. */
export interface Snapshot {
  readonly watch: WatchView;
  readonly endpoints: readonly EndpointView[];
  /** Their tables belong to their own pages. */
  readonly databases: readonly DatabaseView[];
  readonly kpis: readonly KpiView[];
  readonly refreshes: readonly RefreshView[];
  readonly reports: readonly ReportView[];
  readonly alarms: readonly AlarmView[];
  /** Those that are open and then those that are over, newest first. */
  readonly incidents: readonly IncidentView[];
  readonly rotations: readonly RotationView[];
  /** Who is told of each alarm, as of the moment of loading. */
  readonly routes: readonly RouteView[];
  /** Newest first. */
  readonly deliveries: readonly DeliveryView[];
  readonly dashboards: readonly DashboardView[];
  readonly metrics: readonly MetricView[];
}

/** The snapshot after one event; what the event does not speak of stays the same object. An unknown event changes nothing. */
export function applyEvent(snapshot: Snapshot, event: WatchEvent): Snapshot {
  switch (event.type) {
    case 'watch':
      return { ...snapshot, watch: event.watch };
    case 'endpoint':
      return { ...snapshot, endpoints: put(snapshot.endpoints, event.endpoint, ({ id }) => id) };
    case 'alarm':
      return { ...snapshot, alarms: put(snapshot.alarms, event.alarm, ({ alarm }) => alarm.id) };
    case 'incident':
      return { ...snapshot, incidents: putIncident(snapshot.incidents, event.incident) };
    case 'delivery':
      return { ...snapshot, deliveries: addNewest(snapshot.deliveries, event.delivery) };
    case 'database':
      return { ...snapshot, databases: put(snapshot.databases, event.database, ({ id }) => id) };
    case 'kpi':
      return { ...snapshot, kpis: put(snapshot.kpis, event.kpi, ({ id }) => id) };
    default:
      return snapshot;
  }
}

/** Epoch milliseconds of the newest result of anything; the start of the watch before the first. */
export function newestResultMs({ watch, endpoints, databases, kpis }: Snapshot): number {
  return Math.max(
    watch.startedAtMs,
    ...endpoints.map(({ latest }) => latest?.startedAtMs ?? 0),
    ...databases.map(({ atMs }) => atMs ?? 0),
    ...kpis.map(({ latest }) => latest?.atMs ?? 0),
  );
}

/** Replaces in place, so that nothing on the page changes its position; what is new goes to the end. */
function put<Item>(items: readonly Item[], item: Item, idOf: (item: Item) => string): readonly Item[] {
  const index = items.findIndex((other) => idOf(other) === idOf(item));
  return index < 0 ? [...items, item] : items.with(index, item);
}

/** A delivery that is told of again (its result came) replaces itself. */
function addNewest(deliveries: readonly DeliveryView[], delivery: DeliveryView): readonly DeliveryView[] {
  if (deliveries.some(({ id }) => id === delivery.id)) return put(deliveries, delivery, ({ id }) => id);
  const index = deliveries.findIndex(({ atMs }) => atMs <= delivery.atMs);
  const place = index < 0 ? deliveries.length : index;
  return deliveries.toSpliced(place, 0, delivery).slice(0, apiLimits.deliveries);
}

/** A new incident is the newest; one that is known keeps its place, and the pages sort by how it stands. */
function putIncident(incidents: readonly IncidentView[], incident: IncidentView): readonly IncidentView[] {
  return incidents.some(({ id }) => id === incident.id)
    ? put(incidents, incident, ({ id }) => id)
    : [incident, ...incidents].slice(0, apiLimits.incidents);
}

/** Results known before and results of an event (both oldest first) as one list without doubles, at most `most` of them. */
export function mergeResults<Result extends { readonly startedAtMs: number }>(
  known: readonly Result[],
  newer: readonly Result[],
  most: number,
): readonly Result[] {
  const lastMs = known.at(-1)?.startedAtMs ?? Number.NEGATIVE_INFINITY;
  return [...known, ...newer.filter(({ startedAtMs }) => startedAtMs > lastMs)].slice(-most);
}
