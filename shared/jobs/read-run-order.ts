import { suggest } from '../definition/did-you-mean.ts';

/** What the functions that work off a list are asked to do. The scheduler names a job; a person names things, or nothing for all. */
export interface RunEvent {
  /** ISO 8601; now where it is absent. */
  readonly scheduledAt?: string;
  readonly job?: string;
}

/** An event that was understood. */
export interface RunOrder<Job, Thing> {
  readonly scheduledAtMs: number;
  /** Absent when a person asks: such a run publishes no metrics, so that it disturbs no alarm. */
  readonly job?: Job;
  /** Each once, in the order asked for. */
  readonly things: readonly Thing[];
}

/** What an event is read against. */
export interface RunChoices<Job, Thing> {
  /** Name of the field that lists things, e.g. `kpis`. */
  readonly field: string;
  /** All that the function knows. */
  readonly things: readonly Thing[];
  readonly jobs: readonly Job[];
  /** Ids of the things that a job works on. */
  readonly idsOf: (job: Job) => readonly string[];
}

interface Named {
  readonly id: string;
}

/** What stands for the job in the log lines of a run that a person asked for. */
export const jobOfRunsByHand = 'by hand';

/** Reads an event of any shape. Throws one error that says what is wrong and what would be right. */
export function readRunOrder<Job extends Named, Thing extends Named>(
  event: unknown,
  choices: RunChoices<Job, Thing>,
  nowMs: number,
): RunOrder<Job, Thing> {
  const { field, things, jobs, idsOf } = choices;
  const { scheduledAt, job: jobId, names } = checkShape(event, field, things[0]?.id ?? 'name');
  if (jobId !== undefined && names !== undefined) {
    throw new Error(`Cannot run a job and a list of ${field} at once: must be asked for one of them`);
  }
  const scheduledAtMs = scheduledAt === undefined ? nowMs : Date.parse(scheduledAt);
  if (Number.isNaN(scheduledAtMs)) {
    throw new Error(`Cannot read scheduledAt: "${scheduledAt}" is no time, must be like "2026-01-05T08:30:00Z"`);
  }
  if (jobId === undefined) return { scheduledAtMs, things: names === undefined ? things : pick(names, choices) };
  const job = jobs.find(({ id }) => id === jobId);
  if (job !== undefined) return { scheduledAtMs, job, things: pick(idsOf(job), choices) };
  const hint = suggest(
    jobId,
    jobs.map(({ id }) => id),
  );
  throw new Error(`Cannot run job "${jobId}": this function has none of that name; ${hint}`);
}

interface CheckedEvent extends RunEvent {
  readonly names?: readonly string[];
}

function checkShape(event: unknown, field: string, exampleName: string): CheckedEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    const example = JSON.stringify({ [field]: [exampleName] });
    throw new Error(`Cannot read the event: ${describeShape(event)}, must be an object such as {} or ${example}`);
  }
  const knownFields = ['scheduledAt', 'job', field];
  const unknown = Object.keys(event).find((name) => !knownFields.includes(name));
  if (unknown !== undefined) {
    throw new Error(`Cannot read the event: no field "${unknown}" is known; ${suggest(unknown, knownFields)}`);
  }
  const { scheduledAt, job, [field]: names } = event as Readonly<Record<string, unknown>>;
  return {
    ...checkText('scheduledAt', scheduledAt),
    ...checkText('job', job),
    ...(names === undefined ? {} : { names: checkNames(names, field, exampleName) }),
  };
}

function checkText(name: 'scheduledAt' | 'job', value: unknown): RunEvent {
  if (value === undefined) return {};
  if (typeof value === 'string') return { [name]: value };
  throw new Error(`Cannot read the event: "${name}" is ${describeShape(value)}, must be a text`);
}

function checkNames(names: unknown, field: string, exampleName: string): readonly string[] {
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')) return names;
  throw new Error(
    `Cannot read the event: "${field}" must be a list of one or more names, such as ${JSON.stringify([exampleName])}`,
  );
}

/** Things by name, each once; all unknown names are reported together. */
function pick<Thing extends Named>(
  names: readonly string[],
  { field, things }: Pick<RunChoices<never, Thing>, 'field' | 'things'>,
): readonly Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const unknown = names.filter((name) => !byId.has(name));
  if (unknown.length > 0) {
    const known = [...byId.keys()];
    const problems = unknown.map((name) => `"${name}" (${suggest(name, known)})`);
    throw new Error(`Cannot run ${field} that this function does not know: ${problems.join('; ')}`);
  }
  return [...new Set(names)].flatMap((name) => byId.get(name) ?? []);
}

function describeShape(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
