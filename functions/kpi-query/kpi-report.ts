import { keepWithin, maxResultsBytes } from '../../shared/jobs/keep-within.ts';
import type { KpiOutcome } from '../../shared/model/kpi.ts';
import type { KpiResult, KpiVerdict } from '../../shared/model/kpi-result.ts';
import type { MetricReport } from '../../shared/ports/metric-sink.ts';
import type { SettledKpi } from './kpi-data.ts';

/** One result as a person reads it. */
export interface KpiReportEntry {
  readonly kpi: string;
  readonly outcome: KpiOutcome;
  readonly value?: number;
  /** One sentence. */
  readonly reason: string;
  readonly rows?: KpiResult['rows'];
  readonly verdicts: readonly KpiVerdict[];
  readonly tookMs: number;
}

/** What the function answers: the same for a person and for a test of the deployed thing. */
export interface KpiReport {
  /** E.g. `1 error, 2 breached, 17 fine of 20 KPIs, queried in 1.2 s`. */
  readonly summary: string;
  readonly counts: Readonly<Record<'error' | 'breached' | 'fine', number>>;
  readonly scheduledAt: string;
  readonly job?: string;
  readonly metrics?: MetricReport;
  /** Worst first. */
  readonly results: readonly KpiReportEntry[];
  /** How many results, the best ones, were left out because an answer of Lambda may not be larger. */
  readonly omitted?: number;
}

/** What a report says besides the results. */
export interface KpiReportFacts {
  readonly tookMs: number;
  readonly scheduledAtMs: number;
  readonly job?: string;
  readonly metrics?: MetricReport;
}

const worstFirst = ['error', 'breached', 'fine'] as const;

/** Sums up a run for people. */
export function reportKpis(settled: readonly SettledKpi[], facts: KpiReportFacts): KpiReport {
  const { tookMs, scheduledAtMs, job, metrics } = facts;
  const groups = worstFirst.map((grade) => [grade, settled.filter((kpi) => gradeOf(kpi) === grade)] as const);
  const counts = Object.fromEntries(groups.map(([grade, { length }]) => [grade, length])) as KpiReport['counts'];
  const words = worstFirst.filter((grade) => counts[grade] > 0).map((grade) => `${counts[grade]} ${grade}`);
  const all = settled.length === 1 ? '1 KPI' : `${settled.length} KPIs`;
  const entries = keepWithin(
    maxResultsBytes,
    groups.flatMap(([, members]) => members.map(({ result }) => toEntry(result))),
  );
  return {
    summary: `${words.length > 0 ? `${words.join(', ')} of ` : ''}${all}, queried in ${(tookMs / 1_000).toFixed(1)} s`,
    counts,
    scheduledAt: new Date(scheduledAtMs).toISOString(),
    ...(job === undefined ? {} : { job }),
    ...(metrics === undefined ? {} : { metrics }),
    results: entries,
    ...(entries.length < settled.length ? { omitted: settled.length - entries.length } : {}),
  };
}

function gradeOf({ result: { outcome, verdicts } }: SettledKpi): (typeof worstFirst)[number] {
  if (outcome === 'error' || outcome === 'timeout') return 'error';
  return verdicts.some(({ breached }) => breached === true) ? 'breached' : 'fine';
}

function toEntry({ kpi, outcome, value, reason, rows, verdicts, tookMs }: KpiResult): KpiReportEntry {
  return {
    kpi,
    outcome,
    ...(value === undefined ? {} : { value }),
    reason,
    ...(rows.length === 0 ? {} : { rows }),
    verdicts,
    tookMs: Math.round(tookMs * 10) / 10,
  };
}
