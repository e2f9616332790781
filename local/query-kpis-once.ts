import type { KpiReport } from '../functions/kpi-query/kpi-report.ts';
import { queryKpis } from '../functions/kpi-query/query-kpis.ts';
import type { KpiQueryConfig } from '../shared/plan/kpi-query-config.ts';
import type { Plan } from '../shared/plan/plan.ts';
import type { DatabaseConnector } from '../shared/ports/database.ts';
import type { EvidenceLog } from '../shared/ports/evidence-log.ts';
import type { ProbePorts } from './probe-ports.ts';

/** A run by hand has as long as a run of the function. */
const patienceMs = 120_000;

const forgetful: EvidenceLog = {
  addFinding: () => undefined,
  addTable: () => undefined,
  addKpiResult: () => undefined,
  addRun: () => undefined,
  addSnapshot: () => undefined,
};

/** Reads business numbers once from this machine, all of them where no names are given. Nothing is published or remembered. */
export function queryKpisOnce(
  plan: Plan,
  names: readonly string[],
  { connector, probes }: { readonly connector: DatabaseConnector; readonly probes: ProbePorts },
): Promise<KpiReport> {
  const { service, environment, namespace, region, kpis } = plan;
  const databases = plan.databases.map(({ spec }) => spec);
  const config: KpiQueryConfig = { ...{ service, environment, namespace, region, kpis, databases }, jobs: [] };
  return queryKpis(names.length === 0 ? {} : { kpis: names }, patienceMs, {
    config,
    ports: {
      ...{ connector, context: probes.context, timer: probes.timer, log: forgetful, realNow: Date.now },
      // Nobody knows what was here a week ago: alerts that ask for it are not judged.
      history: { read: async () => [] },
      metrics: { put: async (data) => ({ sent: 0, lost: data.length, calls: 0, retries: 0 }) },
    },
  });
}
