import type { PlannedEndpoint } from '../plan/plan.ts';
import type { Finding } from './probe.ts';

/** A measurement is trusted while this process's own part in it stays below the larger of these. */
const trusted = { errorMs: 5, errorRatio: 0.1 } as const;

/**
 * Whether a delay of this process, rather than the target, may have decided the verdict: the measured time lies above a
 * limit, and without the delay it might not. Such a measurement is worth repeating.
 */
export function isSpoiled({ probe }: PlannedEndpoint, { failure, phases, errorBoundMs }: Finding): boolean {
  const { totalMs } = phases;
  if (errorBoundMs <= Math.max(trusted.errorMs, totalMs * trusted.errorRatio)) return false;
  const decides = (limitMs: number | undefined): boolean =>
    limitMs !== undefined && totalMs >= limitMs && totalMs - errorBoundMs <= limitMs;
  if (failure === undefined) return decides(probe.latency.degradedMs) || decides(probe.latency.failedMs);
  return (
    failure.blame === 'target' && failure.retryable && (decides(probe.timeoutMs) || decides(probe.connectTimeoutMs))
  );
}
