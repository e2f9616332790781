import type { KpiSpec } from '../shared/model/kpi.ts';
import { kpiValueMetric } from '../shared/plan/kpi-metrics.ts';
import type { Plan, PlannedDatabase } from '../shared/plan/plan.ts';
import type { DatabaseView, KpiView, RefreshView } from './api/types.ts';
import type { EvidenceStore } from './memory/evidence-store.ts';

/** More results than this tell a reader of one page nothing. */
const resultsOnPage = 100;

type Known = Pick<EvidenceStore, 'snapshotOf' | 'resultsOf' | 'runsOf'>;

function viewDatabase({ id, title }: PlannedDatabase, { alarms }: Plan, evidence: Known): DatabaseView {
  const snapshot = evidence.snapshotOf(id) ?? {
    ...{ id, title, state: 'unknown' as const, summary: `${title} was not looked at yet.` },
    ...{ readings: [], findings: [], tables: [], notes: [] },
  };
  return {
    ...snapshot,
    dashboard: `database-${id}`,
    alarms: alarms.flatMap((alarm) =>
      alarm.subject.kind === 'database' && alarm.subject.database === id ? [alarm.id] : [],
    ),
    runs: evidence.runsOf(`database/${id}`),
  };
}

function viewSource({ source }: KpiSpec): KpiView['source'] {
  if (source.kind === 'http') return { kind: 'http', text: `${source.url} ${source.json}` };
  return { kind: 'sql', text: source.sql, database: source.database };
}

function viewKpi(kpi: KpiSpec, namespace: string, evidence: Known): KpiView {
  const { id, title, description, unit, target, better, measures, everySeconds, labels, alerts } = kpi;
  const results = evidence.resultsOf(id).slice(0, resultsOnPage);
  const [latest] = results;
  return {
    ...{ id, title, unit, better, measures, everySeconds, labels, results },
    ...(description === undefined ? {} : { description }),
    ...(target === undefined ? {} : { target }),
    source: viewSource(kpi),
    alerts: alerts.map((alert) => ({
      id: alert.id,
      rule: alert.rule,
      ...(alert.condition.kind === 'compare' ? { threshold: alert.condition.threshold } : {}),
    })),
    metric: kpiValueMetric(namespace, id),
    ...(latest === undefined ? {} : { latest }),
  };
}

/** What the API shows of databases, KPIs and refreshes. */
export function createEvidenceViews(plan: Plan, evidence: Known) {
  const database = (id: string): DatabaseView | undefined => {
    const planned = plan.databases.find((one) => one.id === id);
    return planned && viewDatabase(planned, plan, evidence);
  };
  const databaseInList = (id: string): DatabaseView | undefined => {
    const whole = database(id);
    return whole && { ...whole, tables: [], runs: whole.runs.slice(0, 1) };
  };
  const kpi = (id: string): KpiView | undefined => {
    const spec = plan.kpis.find((one) => one.id === id);
    return spec && viewKpi(spec, plan.namespace, evidence);
  };
  const kpiInList = (id: string): KpiView | undefined => {
    const whole = kpi(id);
    return whole && { ...whole, results: [] };
  };
  return {
    database,
    databaseInList,
    databases: () => plan.databases.flatMap(({ id }) => databaseInList(id) ?? []),
    kpi,
    kpiInList,
    kpis: () => plan.kpis.flatMap(({ id }) => kpiInList(id) ?? []),
    refreshes: (): readonly RefreshView[] =>
      plan.refreshes.map(({ id, title, database: used, everySeconds }) => ({
        ...{ id, title, database: used, everySeconds },
        runs: evidence.runsOf(`refresh/${id}`),
      })),
  };
}
