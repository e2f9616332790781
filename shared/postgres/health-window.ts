import type { DatabaseFailure } from '../model/database-failure.ts';
import { emptyHealthState, type HealthState } from './health-state.ts';
import { objectsChange, type TableChange } from './objects-change.ts';
import { type PulseChange, pulseChange } from './pulse-change.ts';
import type { BloatSample, ObjectsSample, PulseSample, StatementsSample } from './sample.ts';
import { type StatementsChange, statementsChange } from './statements-change.ts';

/** What one run learned, before anything is computed. */
export interface HealthRun {
  /** Scheduled time, epoch milliseconds: the clock of what takes hours. Rates go by the server's own clock. */
  readonly atMs: number;
  readonly pulse?: PulseSample;
  readonly objects?: ObjectsSample;
  readonly statements?: StatementsSample;
  readonly bloat?: BloatSample;
  /** Why there is no pulse. A failure of another statement is the run's to log, not the database's to answer for. */
  readonly failure?: DatabaseFailure;
  /** An auto-paused cluster that was left asleep: nothing was asked. */
  readonly paused?: boolean;
}

/** What the checks look at: this run's samples, what has changed since the earlier ones, and what only memory knows. */
export interface HealthWindow extends HealthRun {
  readonly before: HealthState;
  readonly change: PulseChange | undefined;
  readonly tableChanges: readonly TableChange[] | undefined;
  readonly statementsChange: StatementsChange | undefined;
  /** What one call of a function may take on average, in milliseconds, by its name with or without schema. */
  readonly functionTargetsMs: Readonly<Record<string, number>>;
}

interface WindowOptions {
  /** Undefined before the first run. */
  readonly before: HealthState | undefined;
  readonly functionTargetsMs?: Readonly<Record<string, number>>;
}

/** Joins a run with what the runs before it left. Pure. */
export function makeHealthWindow(run: HealthRun, { before, functionTargetsMs = {} }: WindowOptions): HealthWindow {
  const known = before ?? emptyHealthState;
  return {
    ...run,
    before: known,
    change: run.pulse && pulseChange(known.pulse, run.pulse),
    tableChanges: run.objects && objectsChange(known.objects, run.objects),
    statementsChange: run.statements && statementsChange(known.statements, run.statements),
    functionTargetsMs,
  };
}
