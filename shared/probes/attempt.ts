import { formatDuration } from '../model/duration.ts';
import type { CheckResult, Phases } from '../model/probe-result.ts';
import type { Failure, Finding, ProbeContext } from './probe.ts';

/** What is learned along the way, filled in as it happens, so that a failure keeps it. */
export type Trace = { -readonly [K in keyof Omit<Finding, 'checks' | 'failure' | 'phases'>]: Finding[K] } & {
  readonly phases: { -readonly [K in TimedPhase]?: number };
};

/** The phases that an attempt goes through; their sum is its total. */
export type TimedPhase = Exclude<keyof Phases, 'totalMs'>;

/** One attempt under way. */
export interface Attempt {
  readonly context: ProbeContext;
  /** Total time for everything, from the start on. */
  readonly timeoutMs: number;
  readonly startedAtMs: number;
  readonly trace: Trace;
}

/** A limit for one step, counted from its own start. */
export interface Step {
  readonly limitMs: number;
  readonly sinceMs: number;
}

/** Begins an attempt: its time runs from now on. */
export function startAttempt(context: ProbeContext, timeoutMs: number): Attempt {
  return { context, timeoutMs, startedAtMs: context.clock.exactNow(), trace: { phases: {}, errorBoundMs: 0 } };
}

/** How long may still be waited: what is left of the total time, or of a step's own. */
export function leftMs({ context, startedAtMs, timeoutMs }: Attempt, step?: Step): number {
  const nowMs = context.clock.exactNow();
  const totalLeftMs = startedAtMs + timeoutMs - nowMs;
  return Math.max(0, step === undefined ? totalLeftMs : Math.min(totalLeftMs, step.sinceMs + step.limitMs - nowMs));
}

/** The limit that ends first, for a reason: `within 5s`. */
export function nameLimit({ startedAtMs, timeoutMs }: Attempt, step?: Step): string {
  const isStep = step !== undefined && step.sinceMs + step.limitMs <= startedAtMs + timeoutMs;
  return `within ${formatDuration(isStep ? step.limitMs : timeoutMs)}`;
}

/** Adds time to a phase: redirect hops sum up. */
export function addPhase({ trace: { phases } }: Attempt, phase: TimedPhase, ms: number): void {
  phases[phase] = (phases[phase] ?? 0) + Math.max(0, ms);
}

/**
 * Ends a phase by something that has just arrived, and counts how late this process may have seen it: not later than the
 * wait for it was long.
 */
export function endPhase(attempt: Attempt, phase: TimedPhase, startedAtMs: number, waitingSinceMs = startedAtMs): void {
  const { clock } = attempt.context;
  const arrivedAtMs = clock.now();
  addPhase(attempt, phase, arrivedAtMs - startedAtMs);
  attempt.trace.errorBoundMs += Math.max(0, Math.min(clock.turnMs(), arrivedAtMs - waitingSinceMs));
}

/** Ends a phase in which nothing came any more. */
export function breakPhase(attempt: Attempt, phase: TimedPhase, startedAtMs: number): void {
  addPhase(attempt, phase, attempt.context.clock.exactNow() - startedAtMs);
}

/**
 * What an attempt found. Its total is the sum of the phases, which leaves out what this process did between them; a failed
 * attempt took as long as it took.
 */
export function concludeAttempt(
  { context, startedAtMs, trace }: Attempt,
  { checks = [], failure }: { readonly checks?: readonly CheckResult[]; readonly failure?: Failure },
): Finding {
  const { phases } = trace;
  const sumMs =
    (phases.dnsMs ?? 0) +
    (phases.connectMs ?? 0) +
    (phases.tlsMs ?? 0) +
    (phases.waitMs ?? 0) +
    (phases.transferMs ?? 0);
  if (failure === undefined) return { ...trace, checks, phases: { ...phases, totalMs: sumMs } };
  const totalMs = context.clock.exactNow() - startedAtMs;
  return { ...trace, checks, failure, phases: { ...phases, totalMs } };
}
