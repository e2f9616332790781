import type { AlertContext } from '../../shared/alerting/alert-context.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { parseCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** An alert waits this long for its evidence, and then goes without. */
export const evidencePatienceMs = 3_000;

/** What was found, and a word about it for the log. */
export interface GatheredEvidence {
  readonly note: string;
  readonly result?: ProbeResult;
}

interface EvidencePorts {
  readonly evidence: Evidence;
  readonly timer: Timer;
}

/** Looks for the probe result that explains a state change. Never rejects, and never takes longer than its patience. */
export async function gatherEvidence(
  notification: AlarmNotification,
  { status, context }: { readonly status: 'firing' | 'resolved'; readonly context: AlertContext },
  { evidence, timer }: EvidencePorts,
): Promise<GatheredEvidence> {
  const { subject } = context;
  const beforeMs = parseCloudWatchTime(notification.StateChangeTime);
  if (subject?.kind !== 'endpoint' || beforeMs === undefined) return { note: 'not about an endpoint' };
  const unhealthy = status === 'firing' && subject.aspect !== 'certificate';
  const answered = new AbortController();
  const late = timer.wait(evidencePatienceMs, answered.signal).then((): GatheredEvidence => ({ note: 'too late' }));
  const found = evidence
    .latest({ endpoint: subject.endpoint, beforeMs, unhealthy })
    .then((result) => judgeAge(result, notification, beforeMs))
    .catch(
      (error: unknown): GatheredEvidence => ({ note: `failed: ${error instanceof Error ? error.message : 'unknown'}` }),
    );
  try {
    return await Promise.race([found, late]);
  } finally {
    answered.abort();
  }
}

/** A result from before the periods that the alarm looked at does not explain this change. */
function judgeAge(result: ProbeResult | undefined, { Trigger }: AlarmNotification, beforeMs: number): GatheredEvidence {
  if (result === undefined) return { note: 'none' };
  const seenMs = Trigger === undefined ? 3_600_000 : (Trigger.EvaluationPeriods + 2) * Trigger.Period * 1_000;
  return result.startedAtMs < beforeMs - seenMs ? { note: 'too old' } : { note: 'found', result };
}
