import type { AlertContext } from '../../shared/alerting/alert-context.ts';
import { findingKey } from '../../shared/alerting/finding-key.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { parseCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import type { AlarmSubject } from '../../shared/model/alarm.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** An alert waits this long for its evidence, and then goes without. */
export const evidencePatienceMs = 3_000;

/** What was found, and a word about it for the log. */
export interface GatheredEvidence {
  readonly note: string;
  readonly result?: ProbeResult;
  readonly finding?: Finding;
}

interface EvidencePorts {
  readonly evidence: Evidence;
  readonly timer: Timer;
}

/** Looks for the probe result or the finding that explains a state change. Never rejects, and never takes longer than its patience. */
export async function gatherEvidence(
  notification: AlarmNotification,
  { status, context }: { readonly status: 'firing' | 'resolved'; readonly context: AlertContext },
  { evidence, timer }: EvidencePorts,
): Promise<GatheredEvidence> {
  const { subject } = context;
  const beforeMs = parseCloudWatchTime(notification.StateChangeTime);
  if (subject === undefined || beforeMs === undefined) return { note: 'not about anything that is probed' };
  const search = startSearch(subject, { status, beforeMs, notification, evidence });
  if (search === undefined) return { note: `nothing explains an alarm of kind ${subject.kind}` };
  const answered = new AbortController();
  const late = timer.wait(evidencePatienceMs, answered.signal).then((): GatheredEvidence => ({ note: 'too late' }));
  const found = search.catch(
    (error: unknown): GatheredEvidence => ({ note: `failed: ${error instanceof Error ? error.message : 'unknown'}` }),
  );
  try {
    return await Promise.race([found, late]);
  } finally {
    answered.abort();
  }
}

interface Search {
  readonly status: 'firing' | 'resolved';
  readonly beforeMs: number;
  readonly notification: AlarmNotification;
  readonly evidence: Evidence;
}

/** Begins to look where an alarm of this kind finds its evidence; undefined where it has none, or its end needs none. */
function startSearch(
  subject: AlarmSubject,
  { status, beforeMs, notification, evidence }: Search,
): Promise<GatheredEvidence> | undefined {
  const isFresh = (atMs: number): boolean => atMs >= beforeMs - seenMs(notification);
  if (subject.kind === 'endpoint') {
    const unhealthy = status === 'firing' && subject.aspect !== 'certificate';
    return evidence.latest({ endpoint: subject.endpoint, beforeMs, unhealthy }).then((result) => {
      if (result === undefined) return { note: 'none' };
      return isFresh(result.startedAtMs) ? { note: 'found', result } : { note: 'too old' };
    });
  }
  const key = findingKey(subject);
  if (key === undefined || status === 'resolved') return undefined;
  return evidence.finding({ key, beforeMs }).then((finding) => {
    if (finding === undefined) return { note: 'none' };
    return isFresh(finding.atMs) ? { note: 'found', finding } : { note: 'too old' };
  });
}

/** Evidence from before the periods that the alarm looked at does not explain this change. */
function seenMs({ Trigger }: AlarmNotification): number {
  return Trigger === undefined ? 3_600_000 : (Trigger.EvaluationPeriods + 2) * Trigger.Period * 1_000;
}
