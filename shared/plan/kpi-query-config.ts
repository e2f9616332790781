import type { DatabaseSpec } from '../model/database.ts';
import type { KpiSpec } from '../model/kpi.ts';
import { jobsOf } from './jobs-of.ts';
import type { KpiQueryJob, Plan, PlannedFunction } from './plan.ts';

/** What one KPI function works on: the KPIs of its network. Infra writes it, the function reads it. */
export interface KpiQueryConfig {
  readonly service: string;
  readonly environment: string;
  readonly namespace: string;
  /** Where it runs, and where metrics and secrets are. */
  readonly region: string;
  readonly jobs: readonly KpiQueryJob[];
  readonly kpis: readonly KpiSpec[];
  /** Those that the KPIs read. */
  readonly databases: readonly DatabaseSpec[];
}

/** The part of a plan that one KPI function works on. */
export function kpiQueryConfig(plan: Plan, fn: PlannedFunction): KpiQueryConfig {
  const { service, environment, namespace, region } = plan;
  const jobs = jobsOf(plan, fn, 'kpi-query');
  const wanted = new Set(jobs.flatMap((job) => job.kpis));
  const kpis = plan.kpis.filter(({ id }) => wanted.has(id));
  const read = new Set(kpis.flatMap(({ source }) => (source.kind === 'sql' ? [source.database] : [])));
  return {
    ...{ service, environment, namespace, region, jobs, kpis },
    databases: plan.databases.filter(({ id }) => read.has(id)).map(({ spec }) => spec),
  };
}
