import { jobsOf } from './jobs-of.ts';
import type { DatabaseHealthJob, Plan, PlannedDatabase, PlannedFunction } from './plan.ts';

/** Environment variables of the functions that remember. Infra sets them, the handlers read them. */
export const stateVariables = { tableName: 'STATE_TABLE' } as const;

/** What one health function works on: the databases of its network. Infra writes it, the function reads it. */
export interface DatabaseHealthConfig {
  readonly service: string;
  readonly environment: string;
  readonly namespace: string;
  /** Where it runs, and where metrics, secrets and state are. */
  readonly region: string;
  readonly jobs: readonly DatabaseHealthJob[];
  readonly databases: readonly PlannedDatabase[];
}

/** The part of a plan that one health function works on. */
export function databaseHealthConfig(plan: Plan, fn: PlannedFunction): DatabaseHealthConfig {
  const { service, environment, namespace, region } = plan;
  const jobs = jobsOf(plan, fn, 'database-health');
  return {
    ...{ service, environment, namespace, region, jobs },
    databases: plan.databases.filter(({ network }) => network === fn.network),
  };
}
