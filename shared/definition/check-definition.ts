import { applyOverrides } from './apply-overrides.ts';
import { checkProofs, type Doubts, noDoubts } from './check-proofs.ts';
import { checkQuorum } from './check-quorum.ts';
import { unknownName } from './check-reference.ts';
import { checkReferences } from './check-references.ts';
import { type DefinitionInput, definitionSchema, type EnvironmentInput } from './definition-schema.ts';
import { explainIssue, type Problem, toProblems } from './explain-issue.ts';
import { findLiteralSecrets } from './literal-secrets.ts';
import { sectionNames } from './named-sections.ts';
import { findPoisonedNames } from './poisoned-names.ts';
import { knownNames, soundPart } from './sound-part.ts';

/** A definition that was checked, or everything that is wrong with it. */
export type CheckedDefinition =
  | { readonly ok: true; readonly definition: DefinitionInput }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Where one value, not a list or a collection, stands. */
const scalars: readonly string[] = ['service', 'timeZone', 'owner', 'runbook', 'channelTests', 'smsMonthlyLimitUsd'];

/** Sections that references are looked up in: without them there is nothing to look at. */
const sections = Object.keys(definitionSchema.shape).filter((name) => !scalars.includes(name));

function checkForm(input: unknown): readonly Problem[] {
  const parsed = definitionSchema.safeParse(input, { error: explainIssue });
  return parsed.success ? [] : toProblems(parsed.error, input);
}

/** All that is wrong with a definition as it is in one place. */
interface Findings {
  readonly problems: readonly Problem[];
  /** What could not be proven; `problems` tells of those that were not told before. */
  readonly doubts: Doubts;
}

/**
 * Form, references and proofs in one pass, so that one typo does not hide the next: references are looked at wherever the
 * form is sound, which means everywhere but in the entries with a mistake, unless a whole section is missing or malformed.
 */
function checkWhole(input: unknown, told: Doubts = noDoubts): Findings {
  const form = checkForm(input);
  if (form.some(({ path }) => path === '' || sections.includes(path))) return { problems: form, doubts: noDoubts };
  const mistaken = form.map(({ path }) => path);
  const definition = input as DefinitionInput;
  const sound = soundPart(definition, mistaken);
  const known = knownNames(definition);
  const references = checkReferences(sound, known).filter(({ path }) => !mistaken.includes(path));
  const { problems, doubts } = checkProofs(sound, { known, told });
  return { problems: [...form, ...references, ...problems], doubts };
}

const key = ({ path, message }: Problem): string => `${path}\n${message}`;

/** Sections whose things an environment may add, change and remove. */
const overridable = sectionNames.filter((section) => section !== 'environments');

/**
 * An override of something that the definition does not have may add it. Where what it adds is no good by itself, the name
 * is the likelier mistake, so that is what is said.
 */
function blameName(problem: Problem, definition: DefinitionInput): Problem {
  const [first, name = ''] = problem.path.split('.');
  const section = overridable.find((one) => one === first);
  if (section === undefined) return problem;
  const known = Object.keys(definition[section] ?? {});
  return known.includes(name) ? problem : unknownName(name, { path: `${section}.${name}`, section, known });
}

/** A null that removes what is not there is a misspelt name. */
function checkRemovals(definition: DefinitionInput, { overrides }: EnvironmentInput): readonly Problem[] {
  return overridable.flatMap((section) => {
    const known = Object.keys(definition[section] ?? {});
    const changes = overrides?.[section];
    if (typeof changes !== 'object' || changes === null) return [];
    const removed = Object.entries(changes).flatMap(([name, change]) => (change === null ? [name] : []));
    return removed
      .filter((name) => !known.includes(name))
      .map((name) => unknownName(name, { path: `${section}.${name}`, section, known }));
  });
}

const withoutRepeats = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [key(problem), problem])).values(),
];

/** Problems of one environment: those that its overrides bring, and those that hang on its locations. */
function checkEnvironment(definition: DefinitionInput, name: string, base: Findings): readonly Problem[] {
  const environment = definition.environments[name];
  if (environment === undefined) return [];
  const effective = applyOverrides(definition, environment);
  const overridden = environment.overrides === undefined ? [] : checkWhole(effective, base.doubts).problems;
  const known = new Set(base.problems.map(key));
  const brought = overridden
    .filter((problem) => !known.has(key(problem)))
    .map((problem) => blameName(problem, definition))
    .concat(checkRemovals(definition, environment))
    .map((problem) => ({ ...problem, path: `environments.${name}.overrides.${problem.path}` }));
  const quorum = overridden.length === 0 ? checkQuorum(effective, { name, environment }) : [];
  return withoutRepeats([...brought, ...quorum]);
}

/** Checks the whole definition, every environment included, and reports all mistakes at once. Never throws. */
export function checkDefinition(input: unknown): CheckedDefinition {
  const poisoned = findPoisonedNames(input);
  if (poisoned.length > 0) return { ok: false, problems: poisoned };
  const secrets = findLiteralSecrets(input);
  const elsewhere = new Set(secrets.map(({ path }) => path));
  const { problems: found, doubts } = checkWhole(input);
  const base = { problems: found.filter(({ path }) => !elsewhere.has(path)), doubts };
  const definition = input as DefinitionInput;
  const ofEnvironments =
    checkForm(input).length === 0
      ? Object.keys(definition.environments).flatMap((name) => checkEnvironment(definition, name, base))
      : [];
  const problems = [...secrets, ...base.problems, ...ofEnvironments];
  return problems.length === 0 ? { ok: true, definition } : { ok: false, problems };
}

/** All problems as text, one block each, for a terminal. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ path, message, hint }) => `${path}\n  ${message}${hint === '' ? '' : `\n  ${hint}`}`)
    .join('\n\n');
}
