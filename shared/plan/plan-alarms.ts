import type { ResolvedDatabase } from '../definition/resolve-databases.ts';
import type { ResolvedEndpoint } from '../definition/resolve-endpoints.ts';
import type { ResolvedKpi } from '../definition/resolve-kpis.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import type { RefreshSpec } from '../model/kpi.ts';
import type { AlarmContext } from './alarms/alarm-context.ts';
import { databaseAlarms } from './alarms/database-check.ts';
import { finishAlarm } from './alarms/describe-alarm.ts';
import { endpointCertificate } from './alarms/endpoint-certificate.ts';
import { endpointDown } from './alarms/endpoint-down.ts';
import { endpointSlow } from './alarms/endpoint-slow.ts';
import { functionHealth } from './alarms/function-health.ts';
import { jobNoResult } from './alarms/job-no-result.ts';
import { kpiAlarms } from './alarms/kpi-alert.ts';
import { refreshFailing } from './alarms/refresh-failing.ts';
import type { PlannedFunction, PlannedJob } from './plan.ts';

/** What alarms watch: the things of a definition, and the machinery that looks at them. */
export interface AlarmedThings {
  readonly endpoints: readonly ResolvedEndpoint[];
  readonly databases: readonly ResolvedDatabase[];
  readonly kpis: readonly ResolvedKpi[];
  readonly refreshes: readonly RefreshSpec[];
  readonly jobs: readonly PlannedJob[];
  readonly functions: readonly PlannedFunction[];
}

/** Every alarm of a plan, those of one thing together. A new kind of alarm is one file and one line. */
export function planAlarms(
  { endpoints, databases, kpis, refreshes, jobs, functions }: AlarmedThings,
  { scope, ...context }: AlarmContext & { readonly scope: string },
): readonly PlannedAlarm[] {
  const drafts = [
    ...endpoints.flatMap((endpoint) =>
      [endpointDown, endpointSlow, endpointCertificate].flatMap((build) => build(endpoint, context)),
    ),
    ...databases.flatMap((database) => databaseAlarms(database, context)),
    ...kpis.flatMap((kpi) => kpiAlarms(kpi, context)),
    ...refreshes.map((refresh) => refreshFailing(refresh, context)),
    ...jobs.map((job) => jobNoResult(job, context)),
    ...functions.flatMap(functionHealth),
  ];
  return drafts.map((draft) => finishAlarm(draft, scope));
}
