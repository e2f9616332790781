import type { DefinitionInput } from '../shared/definition/definition-schema.ts';
import { suggest } from '../shared/definition/did-you-mean.ts';
import type { Problem } from '../shared/definition/explain-issue.ts';
import { loadDefinition } from '../shared/definition/load-definition.ts';
import { plan as makePlan } from '../shared/plan/make-plan.ts';
import type { Plan } from '../shared/plan/plan.ts';

/** What to load: the definition's file and one of its environments. */
export interface PlanSource {
  readonly config: string;
  /** Default: the first environment without an account, else the first. */
  readonly environment?: string;
}

/** The plan of one environment, or what is wrong: one sentence, and every problem where the definition was readable. */
export type LoadedPlan =
  | { readonly ok: true; readonly definition: DefinitionInput; readonly plan: Plan; readonly file: string }
  | {
      readonly ok: false;
      /** What the mistake is in: the definition's file, or the name of the environment. */
      readonly mistake: 'definition' | 'environment';
      readonly message: string;
      readonly problems: readonly Problem[];
    };

/** Loads a definition and plans one of its environments. */
export async function loadPlan({ config, environment }: PlanSource): Promise<LoadedPlan> {
  const loaded = await loadDefinition(config);
  if (!loaded.ok) return { ...loaded, mistake: 'definition' };
  const { definition, file } = loaded;
  const names = Object.keys(definition.environments);
  const name = environment ?? defaultEnvironment(definition);
  if (name === undefined || !names.includes(name)) {
    const message = `Cannot plan environment "${name ?? ''}": "${config}" has none of that name, ${suggest(name ?? '', names)}`;
    return { ok: false, mistake: 'environment', message, problems: [] };
  }
  return { ok: true, definition, plan: makePlan(definition, name), file };
}

function defaultEnvironment({ environments }: DefinitionInput): string | undefined {
  const onlyHere = Object.entries(environments).find(([, { account }]) => account === undefined);
  return onlyHere?.[0] ?? Object.keys(environments)[0];
}
