import type { KpiSpec } from '../model/kpi.ts';
import type { MetricId } from '../model/metric.ts';
import type { Severity } from '../model/severity.ts';
import { endpointMetric } from './endpoint-metrics.ts';
import { type CostLine, estimateCost } from './estimate-cost.ts';
import { listFindingLogs } from './finding-logs.ts';
import { topicIds } from './names.ts';
import type { Plan, PlannedReport } from './plan.ts';

/** Environment variables of the report function. Infra sets them, the handler reads them. */
export const reportVariables = { bucketName: 'REPORT_BUCKET' } as const;

/** What a report knows of one endpoint. */
export interface ReportedEndpoint {
  readonly id: string;
  readonly title: string;
  /** `Down` at every location. */
  readonly down: readonly MetricId[];
  readonly everySeconds: number;
}

/** What reports are written from. Infra writes it, the function and the local runner read it. */
export interface ReportConfig {
  readonly service: string;
  readonly environment: string;
  readonly region: string;
  readonly timeZone: string;
  readonly namespace: string;
  readonly reports: readonly PlannedReport[];
  readonly endpoints: readonly ReportedEndpoint[];
  readonly kpis: readonly KpiSpec[];
  readonly databases: readonly { readonly id: string; readonly title: string }[];
  /** Whose changes of state are the incidents; jobs and functions of ours are not. */
  readonly alarms: readonly {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly severity: Severity;
    readonly region: string;
  }[];
  /** Log groups that hold findings. */
  readonly findingLogs: readonly string[];
  /** Name of the SNS topic of each email channel that gets a report. */
  readonly topics: Readonly<Record<string, string>>;
  readonly cost: readonly CostLine[];
}

/** The part of a plan that reports are written from. */
export function reportConfig(plan: Plan): ReportConfig {
  const { service, environment, region, timeZone, namespace, reports, endpoints, locations, alarms } = plan;
  const receivers = new Set(reports.flatMap(({ to }) => to));
  return {
    ...{ service, environment, region, timeZone, namespace, reports },
    endpoints: endpoints.map(({ id, title, everySeconds }) => ({
      ...{ id, title, everySeconds },
      down: locations.map((location) => endpointMetric(namespace, 'Down', { endpoint: id, location })),
    })),
    kpis: plan.kpis,
    databases: plan.databases.map(({ id, title }) => ({ id, title })),
    alarms: alarms
      // Those about our own machinery are not routed, and no outage of anything that a report is on.
      .filter(({ id }) => Object.hasOwn(plan.routing, id))
      .map(({ id, name, title, severity, region: home }) => ({ id, name, title, severity, region: home })),
    findingLogs: listFindingLogs(plan).map(({ logGroup }) => logGroup),
    topics: Object.fromEntries(
      plan.topics.flatMap(({ id, name }) =>
        [...receivers].flatMap((channel) => (id === topicIds.channel(channel) ? [[channel, name]] : [])),
      ),
    ),
    cost: estimateCost(plan),
  };
}
