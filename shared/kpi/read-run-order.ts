import { suggest } from '../definition/did-you-mean.ts';

/** What the functions that work off a list are asked to do. The scheduler names a job; a person names things, or nothing for all. */
export interface RunEvent {
  /** ISO 8601; now where it is absent. */
  readonly scheduledAt?: string;
  readonly job?: string;
}

/** An event that was understood. */
export interface RunOrder<Job> {
  readonly scheduledAtMs: number;
  /** Absent when a person asks: such a run publishes no metrics, so that it disturbs no alarm. */
  readonly job?: Job;
  /** Each once, in the order asked for. */
  readonly ids: readonly string[];
}

/** What an event is read against. */
export interface RunChoices<Job> {
  /** Name of the field that lists things, e.g. `kpis`. */
  readonly field: string;
  /** All that the function knows. */
  readonly ids: readonly string[];
  readonly jobs: readonly Job[];
  readonly idsOf: (job: Job) => readonly string[];
}

/** What stands for the job in the log lines of a run that a person asked for. */
export const jobOfRunsByHand = 'by hand';

/** Reads an event of any shape. Throws one error that says what is wrong and what would be right. */
export function readRunOrder<Job extends { readonly id: string }>(
  event: unknown,
  choices: RunChoices<Job>,
  nowMs: number,
): RunOrder<Job> {
  const { field, ids: known, jobs, idsOf } = choices;
  const { scheduledAt, job: jobId, names } = checkShape(event, field);
  if (jobId !== undefined && names !== undefined) {
    throw new Error(`Cannot run a job and a list of ${field} at once: must be asked for one of them`);
  }
  const scheduledAtMs = scheduledAt === undefined ? nowMs : Date.parse(scheduledAt);
  if (Number.isNaN(scheduledAtMs)) {
    throw new Error(`Cannot read scheduledAt: "${scheduledAt}" is no time, must be like "2026-01-05T08:30:00Z"`);
  }
  if (jobId === undefined) return { scheduledAtMs, ids: pick(names ?? known, choices) };
  const job = jobs.find(({ id }) => id === jobId);
  if (job !== undefined) return { scheduledAtMs, job, ids: pick(idsOf(job), choices) };
  const hint = suggest(
    jobId,
    jobs.map(({ id }) => id),
  );
  throw new Error(`Cannot run job "${jobId}": this function has none of that name; ${hint}`);
}

interface CheckedEvent extends RunEvent {
  readonly names?: readonly string[];
}

function checkShape(event: unknown, field: string): CheckedEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    const example = `{"${field}":["name"]}`;
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
    ...(names === undefined ? {} : { names: checkNames(field, names) }),
  };
}

function checkText(name: 'scheduledAt' | 'job', value: unknown): RunEvent {
  if (value === undefined) return {};
  if (typeof value === 'string') return { [name]: value };
  throw new Error(`Cannot read the event: "${name}" is ${describeShape(value)}, must be a text`);
}

function checkNames(field: string, names: unknown): readonly string[] {
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')) return names;
  throw new Error(`Cannot read the event: "${field}" must be a list of one or more names`);
}

/** Each name once; all unknown ones are reported together. */
function pick<Job>(names: readonly string[], { field, ids }: RunChoices<Job>): readonly string[] {
  const unknown = names.filter((name) => !ids.includes(name)).map((name) => `"${name}" (${suggest(name, ids)})`);
  if (unknown.length === 0) return [...new Set(names)];
  throw new Error(`Cannot run ${field} that this function does not know: ${unknown.join('; ')}`);
}

function describeShape(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
