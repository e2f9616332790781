import type { DatabaseSpec } from '../model/database.ts';
import type { RefreshSpec } from '../model/kpi.ts';
import { jobsOf } from './jobs-of.ts';
import type { Plan, PlannedFunction, ViewRefreshJob } from './plan.ts';

/** What one refresh function works on: the refreshes of its network. Infra writes it, the function reads it. */
export interface ViewRefreshConfig {
  readonly service: string;
  readonly environment: string;
  readonly namespace: string;
  /** Where it runs, and where metrics and secrets are. */
  readonly region: string;
  readonly jobs: readonly ViewRefreshJob[];
  readonly refreshes: readonly RefreshSpec[];
  readonly databases: readonly DatabaseSpec[];
}

/** The part of a plan that one refresh function works on. */
export function viewRefreshConfig(plan: Plan, fn: PlannedFunction): ViewRefreshConfig {
  const { service, environment, namespace, region } = plan;
  const jobs = jobsOf(plan, fn, 'view-refresh');
  const wanted = new Set(jobs.flatMap((job) => job.refreshes));
  const refreshes = plan.refreshes.filter(({ id }) => wanted.has(id));
  const used = new Set(refreshes.map(({ database }) => database));
  return {
    ...{ service, environment, namespace, region, jobs, refreshes },
    databases: plan.databases.filter(({ id }) => used.has(id)).map(({ spec }) => spec),
  };
}
