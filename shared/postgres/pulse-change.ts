import type { PulseMemory } from './health-state.ts';
import type { PulseSample } from './sample.ts';

/** What a function did between two pulses. */
export interface FunctionChange {
  readonly name: string;
  readonly calls: number;
  readonly meanMs: number;
}

/** What happened between two pulses. Absent members are unknown: their counter began anew, or was not there. */
export interface PulseChange {
  readonly seconds: number;
  readonly transactions: number;
  readonly blocksRead: number;
  readonly blocksHit: number;
  readonly deadlocks: number;
  readonly sequentialScans?: number;
  readonly statements?: { readonly calls: number; readonly totalMs: number };
  /** Functions that were called in between, slowest first. */
  readonly functions: readonly FunctionChange[];
}

/** Below a second the counters of a server have not settled, and after an hour a rate hides what happened in it. */
const changeSeconds = { min: 1, max: 3_600 } as const;

/** How many functions a pulse lists at most: a shorter list is complete. */
const listedFunctions = 50;

/**
 * The difference of two pulses. Undefined, never negative and never a spike, after a restart, a crash, a failover or a reset of
 * statistics in between, without an earlier pulse, or where the two are too close or too far apart.
 */
export function pulseChange(before: PulseMemory | undefined, now: PulseSample): PulseChange | undefined {
  if (before === undefined || now.counters === null || !isSameCount(before, now)) return undefined;
  const seconds = now.takenAtSeconds - before.takenAtSeconds;
  if (!(seconds >= changeSeconds.min && seconds <= changeSeconds.max)) return undefined;
  const { counters } = now;
  const grown = (name: keyof PulseMemory['counters']) => counters[name] - before.counters[name];
  return {
    seconds,
    transactions: grown('commits') + grown('rollbacks'),
    blocksRead: grown('blocksRead'),
    blocksHit: grown('blocksHit'),
    deadlocks: grown('deadlocks'),
    ...sequentialScansOf(before, now),
    ...statementsOf(before, now),
    functions: functionsOf(before, now),
  };
}

/** Whether the server started anew, was recovered from a crash, or changed between primary and standby since the pulse before. */
export function hasRestarted(before: PulseMemory, now: PulseSample): boolean {
  if (before.startedAt !== now.startedAt || before.standby !== now.standby) return true;
  // A crashed backend makes the postmaster recover without starting anew: counters are gone, and since 15 so is the time of reset.
  const { counters } = now;
  return counters !== null && counters.resetAt === null && hasFallen(before, now);
}

function isSameCount(before: PulseMemory, now: PulseSample): boolean {
  return !hasRestarted(before, now) && !wasReset(before, now) && !hasFallen(before, now);
}

/** Up to 14, a new database has no time of reset until something is counted in it: that it has one now is no reset. */
function wasReset(before: PulseMemory, { counters }: PulseSample): boolean {
  return before.resetAt !== null && before.resetAt !== counters?.resetAt;
}

function hasFallen(before: PulseMemory, { counters }: PulseSample): boolean {
  if (counters === null) return false;
  const names = Object.keys(before.counters) as readonly (keyof PulseMemory['counters'])[];
  return names.some((name) => counters[name] < before.counters[name]);
}

/** The sum over all tables falls when one is dropped. */
function sequentialScansOf(before: PulseMemory, now: PulseSample): Pick<PulseChange, 'sequentialScans'> {
  if (before.sequentialScans === null || now.sequentialScans === null) return {};
  const sequentialScans = now.sequentialScans - before.sequentialScans;
  return sequentialScans < 0 ? {} : { sequentialScans };
}

/** The sums over all statements fall when the extension forgets the least used of them; small losses only lower the rate. */
function statementsOf(before: PulseMemory, now: PulseSample): Pick<PulseChange, 'statements'> {
  if (before.statements === null || now.statements === null) return {};
  if (before.statements.resetAt !== (now.statements.resetAt ?? null)) return {};
  const calls = now.statements.calls - before.statements.calls;
  const totalMs = now.statements.totalMs - before.statements.totalMs;
  return calls < 0 || totalMs < 0 ? {} : { statements: { calls, totalMs } };
}

function functionsOf(before: PulseMemory, now: PulseSample): readonly FunctionChange[] {
  const isComplete = Object.keys(before.functions).length < listedFunctions;
  return now.functions
    .flatMap(({ oid, name, calls, totalMs }) => {
      const [callsBefore, msBefore] = before.functions[oid] ?? (isComplete ? [0, 0] : [calls, totalMs]);
      const called = calls - callsBefore;
      const tookMs = totalMs - msBefore;
      return called > 0 && tookMs >= 0 ? [{ name, calls: called, meanMs: tookMs / called }] : [];
    })
    .sort((a, b) => b.meanMs - a.meanMs);
}
