import type { CheckResult, Outcome, Phases, ProbeResult } from '../model/probe-result.ts';
import type { PlannedEndpoint } from '../plan/plan.ts';
import { describeTarget } from './any-probe.ts';
import { formatDays, formatMs } from './format-time.ts';
import type { Failure, Finding } from './probe.ts';
import { explainOutcome } from './reason.ts';
import { isSpoiled } from './spoiled.ts';

/** The circumstances of a run that its result tells. */
export interface RunFacts {
  readonly location: string;
  /** 1 when the first attempt decided. */
  readonly attempts: number;
  /** Epoch milliseconds at the start of the first attempt. */
  readonly startedAtMs: number;
}

/** The verdict on an endpoint: what was found, judged by time and by certificate, with the reason in one sentence. */
export function concludeResult(endpoint: PlannedEndpoint, finding: Finding, run: RunFacts): ProbeResult {
  const { failure: _, checks: found, phases, errorBoundMs, ...evidence } = finding;
  const failure = excuseTarget(endpoint, finding);
  const checks = [...found, ...judgeLatency(endpoint, finding), ...judgeCertificate(endpoint, finding)];
  const outcome = decideOutcome(failure, checks);
  return {
    endpoint: endpoint.id,
    kind: endpoint.probe.kind,
    location: run.location,
    target: describeTarget(endpoint.probe),
    outcome,
    reason: explainOutcome(outcome, { finding, failure, checks, attempts: run.attempts }),
    attempts: run.attempts,
    startedAtMs: run.startedAtMs,
    phases: roundPhases(phases),
    errorBoundMs: roundMs(errorBoundMs),
    ...evidence,
    checks,
  };
}

/** To microseconds: what lies below is noise, and a log line is paid for by its length. */
const roundMs = (ms: number): number => Math.round(ms * 1_000) / 1_000;

function roundPhases(phases: Phases): Phases {
  return Object.fromEntries(Object.entries(phases).map(([phase, ms]) => [phase, roundMs(ms)])) as unknown as Phases;
}

/** A target that seemed too slow only while this process was stuck is not to blame. */
function excuseTarget(endpoint: PlannedEndpoint, finding: Finding): Failure | undefined {
  const { failure, errorBoundMs } = finding;
  if (failure === undefined || !isSpoiled(endpoint, finding)) return failure;
  const reason = `${failure.reason}, but up to ${formatMs(errorBoundMs)} of that was the probe's own delay`;
  return { ...failure, blame: 'probe', reason };
}

function decideOutcome(failure: Failure | undefined, checks: readonly CheckResult[]): Outcome {
  if (failure !== undefined) return failure.blame === 'probe' ? 'unknown' : 'down';
  if (checks.some(({ level }) => level === 'failed')) return 'down';
  return checks.some(({ level }) => level === 'degraded') ? 'degraded' : 'up';
}

/** Time limits, the stricter verdict first. An excess that this process may have caused itself is said, not blamed. */
function judgeLatency({ probe }: PlannedEndpoint, { failure, phases, errorBoundMs }: Finding): readonly CheckResult[] {
  if (failure !== undefined) return [];
  const { degradedMs, failedMs } = probe.latency;
  const limits = [
    { level: 'failed', limitMs: failedMs },
    { level: 'degraded', limitMs: degradedMs },
  ] as const;
  const { totalMs } = phases;
  const broken = limits.find(({ limitMs }) => limitMs !== undefined && totalMs - errorBoundMs > limitMs);
  if (broken?.limitMs !== undefined) {
    return [
      {
        check: 'latency',
        level: broken.level,
        expected: `at most ${formatMs(broken.limitMs)}`,
        actual: formatMs(totalMs),
      },
    ];
  }
  const strictestMs = Math.min(degradedMs ?? Number.POSITIVE_INFINITY, failedMs ?? Number.POSITIVE_INFINITY);
  if (strictestMs === Number.POSITIVE_INFINITY) return [];
  const doubt = totalMs > strictestMs ? `, of which up to ${formatMs(errorBoundMs)} is the probe's own delay` : '';
  return [
    {
      check: 'latency',
      level: 'passed',
      expected: `at most ${formatMs(strictestMs)}`,
      actual: `${formatMs(totalMs)}${doubt}`,
    },
  ];
}

/** Days left where somebody watches them. An expired certificate is a failure of the handshake already, unless verification is off. */
function judgeCertificate(
  { certificateDegradedDays }: PlannedEndpoint,
  { certificate }: Finding,
): readonly CheckResult[] {
  if (certificateDegradedDays === undefined || certificate === undefined) return [];
  const { daysLeft } = certificate;
  return [
    {
      check: 'certificate',
      level: daysLeft < certificateDegradedDays ? 'degraded' : 'passed',
      expected: `at least ${formatDays(certificateDegradedDays)}`,
      actual: daysLeft < 0 ? `expired ${formatDays(-daysLeft)} ago` : `${formatDays(daysLeft)} left`,
    },
  ];
}
