import type { CheckResult, Outcome } from '../model/probe-result.ts';
import { formatDays, formatMs } from './format-time.ts';
import type { Failure, Finding } from './probe.ts';

interface Evidence {
  readonly finding: Finding;
  readonly failure: Failure | undefined;
  readonly checks: readonly CheckResult[];
  readonly attempts: number;
}

/** One sentence on why an endpoint got its verdict, for a person woken at night. */
export function explainOutcome(outcome: Outcome, { finding, failure, checks, attempts }: Evidence): string {
  if (failure !== undefined) return attempts > 1 ? `${failure.reason} (${attempts} attempts)` : failure.reason;
  const wrong = checks.filter(({ level }) => level === (outcome === 'down' ? 'failed' : 'degraded'));
  const [worst] = wrong;
  if (worst === undefined) return explainUp(finding);
  return wrong.length > 1 ? `${explainCheck(worst)} (and ${wrong.length - 1} more)` : explainCheck(worst);
}

function explainUp({ statusCode, phases, certificate }: Finding): string {
  const answer = statusCode === undefined ? 'answered' : `status ${statusCode}`;
  const valid = certificate !== undefined && certificate.daysLeft > 0;
  return `Up: ${answer} in ${formatMs(phases.totalMs)}${valid ? `, certificate valid for ${formatDays(certificate.daysLeft)}` : ''}`;
}

function explainCheck({ check, expected, actual }: CheckResult): string {
  if (check === 'latency') return `Answered in ${actual}, slower than ${expected.replace(/^at most /, '')}`;
  if (actual.startsWith('expired')) return `The certificate ${actual}`;
  if (check === 'certificate') return `The certificate has ${actual}, fewer than ${expected.replace(/^at least /, '')}`;
  const [subject = ''] = expected.split(' ', 1);
  return `Expected ${expected}, got ${actual.startsWith(`${subject} `) ? actual.slice(subject.length + 1) : actual}`;
}
