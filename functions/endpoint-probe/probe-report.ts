import { keepWithin, maxResultsBytes } from '../../shared/jobs/keep-within.ts';
import { type Outcome, outcomes, type Phases, type ProbeResult } from '../../shared/model/probe-result.ts';
import type { MetricReport } from '../../shared/ports/metric-sink.ts';

/** One result as a person reads it. The whole evidence stands in the log. */
export interface ReportEntry extends Phases {
  readonly endpoint: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly target: string;
  readonly attempts: number;
}

/** What the function answers: the same for a person and for a test of the deployed thing. */
export interface ProbeReport {
  /** E.g. `2 down, 1 degraded, 97 up of 100 endpoints, probed from eu-central-1 in 1.2 s`. */
  readonly summary: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly scheduledAt: string;
  readonly job?: string;
  readonly metrics?: MetricReport;
  /** Worst first. */
  readonly results: readonly ReportEntry[];
  /** How many results, the best ones, were left out because an answer of Lambda may not be larger. */
  readonly omitted?: number;
}

/** What a report says besides the results. */
export interface ReportFacts {
  readonly location: string;
  readonly tookMs: number;
  readonly scheduledAtMs: number;
  readonly job?: string;
  readonly metrics?: MetricReport;
}

const worstFirst: readonly Outcome[] = ['down', 'unknown', 'degraded', 'up'];

/** Sums up a run for people. */
export function reportRun(results: readonly ProbeResult[], facts: ReportFacts): ProbeReport {
  const { location, tookMs, scheduledAtMs, job, metrics } = facts;
  const counts = Object.fromEntries(
    outcomes.map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length]),
  ) as Record<Outcome, number>;
  const words = worstFirst.filter((outcome) => counts[outcome] > 0).map((outcome) => `${counts[outcome]} ${outcome}`);
  const all = results.length === 1 ? '1 endpoint' : `${results.length} endpoints`;
  const sorted = worstFirst.flatMap((outcome) => results.filter((result) => result.outcome === outcome));
  const entries = keepWithin(maxResultsBytes, sorted.map(toEntry));
  return {
    summary: `${words.length > 0 ? `${words.join(', ')} of ` : ''}${all}, probed from ${location} in ${(tookMs / 1_000).toFixed(1)} s`,
    counts,
    scheduledAt: new Date(scheduledAtMs).toISOString(),
    ...(job === undefined ? {} : { job }),
    ...(metrics === undefined ? {} : { metrics }),
    results: entries,
    ...(entries.length < results.length ? { omitted: results.length - entries.length } : {}),
  };
}

function toEntry({ endpoint, outcome, reason, target, attempts, phases }: ProbeResult): ReportEntry {
  const rounded = Object.entries(phases).map(([phase, ms]) => [phase, Math.round(ms * 10) / 10]);
  return { endpoint, outcome, reason, target, attempts, ...(Object.fromEntries(rounded) as Phases) };
}
