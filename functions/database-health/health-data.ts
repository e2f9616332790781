import type { HealthPart } from '../../shared/model/health-part.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import { databaseMetric, functionMetric, functionMetricFacts } from '../../shared/plan/database-metrics.ts';
import { resultPercent } from '../../shared/plan/job-metrics.ts';
import { databaseChecks } from '../../shared/postgres/checks/registry.ts';
import type { CheckedDatabase } from './conclude-check.ts';

/** How the data of a run are published. */
export interface HealthPublication {
  readonly namespace: string;
  readonly job: string;
  readonly part: HealthPart;
  /** Epoch milliseconds of the scheduled minute. */
  readonly timestampMs: number;
}

/** The metrics of one run: the share that was judged, what the checks of its part read, and the mean times of functions. */
export function listHealthData(
  checked: readonly CheckedDatabase[],
  publication: HealthPublication,
): readonly MetricDatum[] {
  const judged = checked.filter((one) => one.judged).length;
  return [
    resultPercent({ all: checked.length, judged }, publication),
    ...checked.flatMap((one) => readingsOf(one, publication)),
    // Calls of functions are counted by the pulse.
    ...(publication.part === 'pulse' ? checked.flatMap((one) => functionTimesOf(one, publication)) : []),
  ];
}

function readingsOf(
  { database, measurements }: CheckedDatabase,
  { namespace, timestampMs }: HealthPublication,
): readonly MetricDatum[] {
  return database.metrics.flatMap((check): readonly MetricDatum[] => {
    const value = measurements[check]?.value;
    if (value === undefined || !Number.isFinite(value)) return [];
    const metric = databaseMetric(namespace, check, database.id);
    return [{ metric, unit: databaseChecks[check].unit, timestampMs, value }];
  });
}

function functionTimesOf(
  { database, window }: CheckedDatabase,
  { namespace, timestampMs }: HealthPublication,
): readonly MetricDatum[] {
  const meanMs = new Map((window.change?.functions ?? []).map((change) => [change.name, change.meanMs]));
  return database.functions.flatMap(({ name }): readonly MetricDatum[] => {
    const value = meanMs.get(name);
    if (value === undefined) return [];
    const metric = functionMetric(namespace, { database: database.id, fn: name });
    return [{ metric, unit: functionMetricFacts.unit, timestampMs, value }];
  });
}
