import type { Finding } from '../../shared/model/finding.ts';
import type { RefreshSpec } from '../../shared/model/kpi.ts';
import type { MetricReport } from '../../shared/ports/metric-sink.ts';
import type { RefreshOutcome } from './run-refreshes.ts';

/** A refresh with how its run went. */
export type RefreshRun = RefreshOutcome & { readonly spec: RefreshSpec };

/** What the function answers. */
export interface RefreshReport {
  /** E.g. `1 failed of 3 refreshes, in 12.0 s`. */
  readonly summary: string;
  readonly scheduledAt: string;
  readonly job?: string;
  readonly metrics?: MetricReport;
  /** In the order in which they were asked for. */
  readonly results: readonly {
    readonly refresh: string;
    readonly status: 'completed' | 'error';
    readonly message: string;
    readonly tookMs: number;
  }[];
}

/** One run in one sentence. */
export function describeRun({ failure, tookMs }: RefreshRun): string {
  if (failure === undefined) return `Refreshed in ${(tookMs / 1_000).toFixed(1)} s`;
  const { message, sqlState } = failure;
  return sqlState === undefined ? message : `${message} (SQLSTATE ${sqlState})`;
}

/** The finding that explains the alarm of a refresh that failed. */
export function explainFailure(
  { id, title, severity, database, sql }: RefreshSpec,
  reason: string,
  atMs: number,
): Finding {
  return {
    key: `refresh/${id}`,
    severity,
    title: `${title} failed`,
    reason,
    facts: [
      { label: 'Database', value: database },
      { label: 'Statement', value: sql },
    ],
    remedy:
      'What is read from it is as old as its last refresh. Run the statement by hand under the same role to see why.',
    atMs,
  };
}

/** Sums up a run for people. */
export function reportRefreshes(
  runs: readonly RefreshRun[],
  { tookMs, scheduledAtMs }: { readonly tookMs: number; readonly scheduledAtMs: number },
): RefreshReport {
  const failed = runs.filter(({ failure }) => failure !== undefined).length;
  const all = runs.length === 1 ? '1 refresh' : `${runs.length} refreshes`;
  return {
    summary: `${failed === 0 ? '' : `${failed} failed of `}${all}, in ${(tookMs / 1_000).toFixed(1)} s`,
    scheduledAt: new Date(scheduledAtMs).toISOString(),
    results: runs.map((run) => ({
      refresh: run.spec.id,
      status: run.failure === undefined ? 'completed' : 'error',
      message: describeRun(run),
      tookMs: Math.round(run.tookMs),
    })),
  };
}
