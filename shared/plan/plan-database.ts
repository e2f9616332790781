import type { DashboardInput } from '../definition/dashboard-schema.ts';
import type { ResolvedDatabase } from '../definition/resolve-databases.ts';
import type { DatabaseCheckName } from '../postgres/checks/registry.ts';
import { databaseAlarmId } from './alarms/database-check.ts';
import { drawnChecks } from './dashboards/plan-dashboards.ts';
import type { PlannedDatabase } from './plan.ts';

/** Checks that a dashboard draws: those of every database's own, and those that the definition names. */
export function listDrawnChecks(
  dashboards: Readonly<Record<string, DashboardInput>> | undefined,
): readonly DatabaseCheckName[] {
  const named = Object.values(dashboards ?? {}).flatMap(({ panels }) =>
    panels.flatMap((panel) => ('check' in panel ? [panel.check] : [])),
  );
  return [...drawnChecks, ...named];
}

/** One database of the plan; `drawn` are the checks that dashboards read besides its alarms. */
export function planDatabase(database: ResolvedDatabase, drawn: readonly DatabaseCheckName[]): PlannedDatabase {
  const { spec, network, everySeconds, functions, alarms, runbook } = database;
  return {
    id: spec.id,
    title: spec.title,
    spec,
    ...(network === undefined ? {} : { network }),
    everySeconds,
    functions,
    thresholds: alarms.map(({ name, check, comparison, threshold, severity }) => ({
      id: databaseAlarmId(spec.id, name),
      check,
      comparison,
      threshold,
      severity,
    })),
    metrics: [...new Set([...drawn, ...alarms.map(({ check }) => check)])],
    ...(runbook === undefined ? {} : { runbook }),
  };
}
