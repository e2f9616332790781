import type { DatabaseSnapshot } from '../../shared/model/database-view.ts';
import type { MetricReport } from '../../shared/ports/metric-sink.ts';
import type { CheckedDatabase } from './conclude-check.ts';

/** What the function answers: the same for a person and for a test of the deployed thing. */
export interface HealthReport {
  /** E.g. `1 failing, 2 healthy of 3 databases`. */
  readonly summary: string;
  readonly scheduledAt: string;
  readonly job?: string;
  readonly metrics?: MetricReport;
  readonly databases: readonly DatabaseSnapshot[];
}

/** What a report says besides the databases. */
export interface HealthReportFacts {
  readonly scheduledAtMs: number;
  readonly job?: string;
  readonly metrics?: MetricReport;
}

/** Sums up a run for people. */
export function reportHealth(
  checked: readonly CheckedDatabase[],
  { scheduledAtMs, ...published }: HealthReportFacts,
): HealthReport {
  return {
    summary: summarize(checked),
    scheduledAt: new Date(scheduledAtMs).toISOString(),
    ...published,
    databases: checked.map(({ snapshot }) => snapshot),
  };
}

const worstFirst = ['failing', 'unknown', 'degraded', 'healthy'] as const;

function summarize(checked: readonly CheckedDatabase[]): string {
  const counts = worstFirst.flatMap((state) => {
    const count = checked.filter(({ snapshot }) => snapshot.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const all = checked.length === 1 ? '1 database' : `${checked.length} databases`;
  return counts.length === 0 ? all : `${counts.join(', ')} of ${all}`;
}
