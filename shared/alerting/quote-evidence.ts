import type { CheckResult, ProbeResult } from '../model/probe-result.ts';
import { formatDays } from '../probes/format-time.ts';
import type { AlertIngredients } from './alert-ingredients.ts';
import { formatClock, formatDate } from './format-moment.ts';

/** What a probe result has to say in an alert. */
export interface EvidenceQuote {
  readonly evidence: ProbeResult;
  readonly reason: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Statements that failed besides the first. */
  readonly others: readonly CheckResult[];
}

type Occasion = Pick<AlertIngredients, 'status' | 'timeZone' | 'context' | 'notification' | 'evidence'>;

/**
 * What to quote of the evidence: its reason and its first broken statement. Undefined where it does not speak about the
 * alarm: an `unknown` blames nobody, and a healthy answer explains no outage.
 */
export function quoteEvidence(occasion: Occasion): EvidenceQuote | undefined {
  const { evidence, status } = occasion;
  const { subject } = occasion.context;
  if (evidence === undefined || subject?.kind !== 'endpoint') return undefined;
  if (subject.aspect === 'certificate') return quoteCertificate(evidence, occasion);
  if (status === 'resolved') {
    return evidence.outcome === 'up' ? { evidence, reason: evidence.reason, others: [] } : undefined;
  }
  const blamed = subject.aspect === 'down' ? ['down'] : ['down', 'degraded'];
  return blamed.includes(evidence.outcome) ? quoteChecks(evidence) : undefined;
}

function quoteChecks(evidence: ProbeResult): EvidenceQuote {
  const { reason, checks } = evidence;
  const failed = checks.filter(({ level }) => level === 'failed');
  const degraded = checks.filter(({ level }) => level === 'degraded');
  const [first, ...others] = [...failed, ...degraded];
  return {
    evidence,
    reason,
    ...(first === undefined ? {} : { expected: first.expected, actual: first.actual }),
    others,
  };
}

function quoteCertificate(
  evidence: ProbeResult,
  { status, timeZone, notification }: Occasion,
): EvidenceQuote | undefined {
  const { certificate } = evidence;
  const expiryMs = Date.parse(certificate?.validTo ?? '');
  if (certificate === undefined || Number.isNaN(expiryMs)) return undefined;
  const days = `${formatDays(certificate.daysLeft)} left`;
  const expiry = `${formatDate(expiryMs, timeZone)}, ${formatClock(expiryMs, timeZone)} (${timeZone})`;
  const reason = `Valid until ${expiry}, ${days}`;
  const threshold = notification.Trigger?.Threshold;
  if (status === 'resolved' || threshold === undefined) return { evidence, reason, others: [] };
  return { evidence, reason, expected: `at least ${formatDays(threshold)} left`, actual: days, others: [] };
}
