import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { PausedClusters } from '../../shared/ports/paused-clusters.ts';
import type { PulseSample } from '../../shared/postgres/sample.ts';

/**
 * What is remembered of an auto-pausing cluster. Any call, a refused one too, wakes it up and starts its timer anew
 * (aurora-serverless-v2-auto-pause.html), so that polling it would keep it awake, and billed, for ever.
 */
export interface PauseMemory {
  /** Pulses in a row that saw no other client. */
  readonly quietPulses: number;
  /** Epoch milliseconds until which nothing is asked, so that it may fall asleep. */
  readonly silentUntilMs?: number;
}

export const awake: PauseMemory = { quietPulses: 0 };

/** Quiet pulses after which it is left alone. */
const quietPulsesToSilence = 3;

/** Beyond its own timer, because ours and its clock differ. */
const extraSilenceMs = 60_000;

/** Whether to leave the database alone now. */
export async function shouldStaySilent(
  spec: DatabaseSpec,
  { memory, nowMs, paused }: { readonly memory: PauseMemory; readonly nowMs: number; readonly paused: PausedClusters },
): Promise<boolean> {
  if (spec.kind !== 'data-api' || spec.autoPauseSeconds === undefined) return false;
  if (memory.silentUntilMs !== undefined && nowMs < memory.silentUntilMs) return true;
  return (await paused.isPaused(spec.cluster)) === true;
}

/** What to remember after a run; `pulse` is absent where nothing was asked or no answer came. */
export function rememberPause(
  spec: DatabaseSpec,
  {
    memory,
    pulse,
    nowMs,
  }: { readonly memory: PauseMemory; readonly pulse: PulseSample | undefined; readonly nowMs: number },
): PauseMemory {
  if (spec.kind !== 'data-api' || spec.autoPauseSeconds === undefined) return awake;
  if (pulse === undefined) return memory;
  const quietPulses = pulse.connections.total === 0 ? memory.quietPulses + 1 : 0;
  if (quietPulses < quietPulsesToSilence) return { quietPulses };
  return { quietPulses: 0, silentUntilMs: nowMs + spec.autoPauseSeconds * 1_000 + extraSilenceMs };
}
