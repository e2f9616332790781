import { type LoadedPlan, loadPlan } from '../local/load-plan.ts';
import { formatProblems } from '../shared/definition/check-definition.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printAside } from './terminal.ts';

/** The options that choose what a verb works on, as commander hands them over. */
export interface SourceOptions {
  readonly config: string;
  readonly env?: string;
}

/** A plan, or with which code to end after its problems were told. */
export type LoadedForVerb = Extract<LoadedPlan, { ok: true }> | { readonly ok: false; readonly exitCode: ExitCode };

/** Loads the plan that the options choose; tells on standard error why that is not possible. */
export async function loadOrComplain({ config, env }: SourceOptions): Promise<LoadedForVerb> {
  const loaded = await loadPlan({ config, ...(env === undefined ? {} : { environment: env }) });
  if (loaded.ok) return loaded;
  if (loaded.problems.length > 0) printAside(`${formatProblems(loaded.problems)}\n`);
  printAside(loaded.message);
  return { ok: false, exitCode: loaded.mistake === 'environment' ? exitCodes.usage : exitCodes.failed };
}
