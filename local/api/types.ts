import type { AlarmState, EvaluatedDatapoint, PlannedAlarm } from '../../shared/model/alarm.ts';
import type { DashboardBody } from '../../shared/model/dashboard.ts';
import type { DatabaseSnapshot } from '../../shared/model/database-view.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { Incident, IncidentStatus } from '../../shared/model/incident.ts';
import type { JobRunRecord } from '../../shared/model/job-run.ts';
import type { KpiResult } from '../../shared/model/kpi-result.ts';
import type { MetricId, MetricUnit } from '../../shared/model/metric.ts';
import type { Outcome, ProbeResult } from '../../shared/model/probe-result.ts';
import type { RotationShifts } from '../../shared/model/rotation.ts';
import type { Route } from '../../shared/model/route.ts';

/** GET /api/watch: what is watched, and how time runs. */
export interface WatchView {
  readonly service: string;
  readonly environment: string;
  readonly region: string;
  readonly timeZone: string;
  /** Epoch milliseconds of the watch's own clock, which `speed` compresses. */
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly speed: number;
  readonly jobs: readonly JobView[];
  /** Names of the people of the definition: whoever signs what they do is most likely one of them. */
  readonly people: readonly string[];
  /** The example system that this process also started; absent where the definition names none. */
  readonly target?: TargetView;
}

export interface JobView {
  readonly id: string;
  readonly everySeconds: number;
  /** What it works on, in words: "endpoints (8 in all)". */
  readonly work: string;
  readonly lastRunAtMs?: number;
  /** Share of what it works on that got a result in the last run, 0-100. */
  readonly lastResultPercent?: number;
  readonly lastProblem?: string;
}

export interface TargetView {
  readonly name: string;
  readonly urls: Readonly<Record<string, string>>;
  readonly faults: readonly FaultView[];
}

export interface FaultView {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly active: boolean;
}

/** One entry of GET /api/endpoints, and GET /api/endpoints/:id with more `results`. */
export interface EndpointView {
  readonly id: string;
  readonly title: string;
  readonly group?: string;
  readonly kind: string;
  readonly target: string;
  readonly everySeconds: number;
  readonly runbook?: string;
  /** `pending` until the first result. */
  readonly outcome: Outcome | 'pending';
  readonly latest?: ProbeResult;
  /** Share of verdicts that were not `down`, 0-100, since the start (at most 24 hours); absent before the first. */
  readonly availabilityPercent?: number;
  /** Newest last; the list holds the last 30 (fewer beyond 100 endpoints), the endpoint's own page up to 1,440. */
  readonly results: readonly ProbeResult[];
  /** Ids of the alarms that speak about this endpoint. */
  readonly alarms: readonly string[];
}

/** One entry of GET /api/alarms, and GET /api/alarms/:id with `history`. */
export interface AlarmView {
  readonly alarm: PlannedAlarm;
  readonly state: AlarmState;
  readonly stateReason: string;
  /** When the state last changed; absent while it never did. */
  readonly changedAtMs?: number;
  readonly evaluatedAtMs?: number;
  /** What the last evaluation looked at, oldest first. */
  readonly datapoints: readonly EvaluatedDatapoint[];
  /** State changes, newest first, at most 100. */
  readonly history: readonly AlarmChange[];
}

export interface AlarmChange {
  readonly atMs: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
}

/** GET /api/metrics: all metrics there are. */
export interface MetricView {
  readonly metric: MetricId;
  readonly unit: MetricUnit;
  readonly meaning: string;
}

/** One request of POST /api/metrics/query: a metric with a statistic, or an expression over the others. */
export type SeriesQuery =
  | {
      readonly id: string;
      readonly metric: MetricId;
      readonly stat: string;
      readonly visible?: boolean;
      readonly label?: string;
    }
  | { readonly id: string; readonly expression: string; readonly visible?: boolean; readonly label?: string };

export interface MetricsQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodSeconds: number;
  readonly queries: readonly SeriesQuery[];
}

/** The answer of POST /api/metrics/query; `values` is parallel to `timestampsMs`, null where there is no point. */
export interface SeriesView {
  readonly id: string;
  readonly label: string;
  readonly timestampsMs: readonly number[];
  readonly values: readonly (number | null)[];
}

/** GET /api/databases, GET /api/databases/:id. In the list, tables are left out. */
export interface DatabaseView extends DatabaseSnapshot {
  /** Id of its dashboard. */
  readonly dashboard: string;
  /** Its alarms, by id. */
  readonly alarms: readonly string[];
  /** How the last run of each part went, newest first. */
  readonly runs: readonly JobRunRecord[];
}

/** GET /api/kpis, GET /api/kpis/:id. */
export interface KpiView {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly unit: string;
  readonly target?: number;
  readonly better: 'higher' | 'lower';
  readonly measures: 'number' | 'age';
  readonly everySeconds: number;
  readonly labels: readonly string[];
  /** Where it comes from: the statement or the address, with the name of the database. */
  readonly source: { readonly kind: 'sql' | 'http'; readonly text: string; readonly database?: string };
  readonly alerts: readonly {
    /** Id of its alarm. */
    readonly id: string;
    /** "below 1,000 EUR". */
    readonly rule: string;
    /** Where it compares the value with a number. */
    readonly threshold?: number;
  }[];
  readonly metric: MetricId;
  readonly latest?: KpiResult;
  /** Newest first, at most 100; in the list none. */
  readonly results: readonly KpiResult[];
}

/** GET /api/refreshes. */
export interface RefreshView {
  readonly id: string;
  readonly title: string;
  readonly database: string;
  readonly everySeconds: number;
  readonly runs: readonly JobRunRecord[];
}

/** GET /api/reports: what is planned, with the newest of each; GET /api/reports/:id/html answers its HTML. */
export interface ReportView {
  readonly id: string;
  readonly title: string;
  /** When it comes, in words: "every Monday at 08:00". */
  readonly when: string;
  readonly to: readonly string[];
  /** Epoch milliseconds at which the newest was written; absent before the first. */
  readonly writtenAtMs?: number;
}

/**
 * GET /api/incidents: those that are open and then those that are over, newest first, at most 200; GET /api/incidents/:id.
 * POST /api/incidents/:id/actions takes an `IncidentAction` with `by` and answers the incident as it then is.
 */
export interface IncidentView extends Incident {
  readonly status: IncidentStatus;
  /** The title of the team or the name of the person that `owner` is the id of. */
  readonly ownerName?: string;
  /** The policy's steps for this incident, with their clocks; absent where the plan does not know its alarm any more. */
  readonly route?: Route;
}

/** GET /api/on-call: every rotation, now and for the next four weeks. */
export type RotationView = RotationShifts;

/** GET /api/routes: who is told of each alarm if it went on now; GET /api/routes/:alarm?at=<epoch ms> for another moment. */
export type RouteView = Route;

/** GET /api/deliveries: newest first, at most 500. */
export type DeliveryView = DeliveryRecord;

/** GET /api/dashboards: the bodies that a deploy creates, unchanged. */
export interface DashboardView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly body: DashboardBody;
}

/** One event of GET /api/events (SSE, `event: <type>`); each carries the new state of one thing. */
export type WatchEvent =
  | { readonly type: 'endpoint'; readonly endpoint: EndpointView }
  | { readonly type: 'alarm'; readonly alarm: AlarmView }
  | { readonly type: 'delivery'; readonly delivery: DeliveryView }
  | { readonly type: 'incident'; readonly incident: IncidentView }
  | { readonly type: 'database'; readonly database: DatabaseView }
  | { readonly type: 'kpi'; readonly kpi: KpiView }
  | { readonly type: 'watch'; readonly watch: WatchView };

/** Every error of the API: HTTP status 4xx or 5xx and one sentence. */
export interface ApiError {
  readonly error: string;
}
