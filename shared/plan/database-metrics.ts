import type { MetricId, PlannedMetric } from '../model/metric.ts';
import { type DatabaseCheckName, databaseChecks } from '../postgres/checks/registry.ts';
import type { PlannedDatabase } from './plan.ts';

/** The identity of the metric of a check of one database. */
export function databaseMetric(namespace: string, check: DatabaseCheckName, database: string): MetricId {
  return { namespace, name: databaseChecks[check].metric, dimensions: { Database: database } };
}

/** Mean time of the calls of one function in a window; only of functions that the definition gives a target. */
export const functionMetricFacts = {
  name: 'FunctionMs',
  unit: 'Milliseconds',
  meaning: 'Mean time of a call of the function since the run before; absent where nobody called it.',
} as const;

/** The identity of a function's metric. */
export function functionMetric(
  namespace: string,
  { database, fn }: { readonly database: string; readonly fn: string },
): MetricId {
  return { namespace, name: functionMetricFacts.name, dimensions: { Database: database, Function: fn } };
}

/** Metrics of one database: one per check that an alarm or a graph reads, and one per function with a target. */
export function planDatabaseMetrics(
  { id, metrics, functions }: PlannedDatabase,
  namespace: string,
): readonly PlannedMetric[] {
  return [
    ...metrics.map((check) => ({
      metric: databaseMetric(namespace, check, id),
      unit: databaseChecks[check].unit,
      meaning: databaseChecks[check].meaning,
    })),
    ...functions.map(({ name }) => ({
      metric: functionMetric(namespace, { database: id, fn: name }),
      unit: functionMetricFacts.unit,
      meaning: functionMetricFacts.meaning,
    })),
  ];
}
