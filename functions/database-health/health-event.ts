import { suggest } from '../../shared/definition/did-you-mean.ts';
import type { DatabaseHealthConfig } from '../../shared/plan/database-health-config.ts';
import type { DatabaseHealthJob, PlannedDatabase } from '../../shared/plan/plan.ts';

/** What the function is asked to do. The scheduler names a job; a person names databases, or nothing for all of them. */
export interface HealthEvent {
  /** ISO 8601; now where it is absent. */
  readonly scheduledAt?: string;
  readonly job?: string;
  readonly databases?: readonly string[];
}

/** An event that was understood. */
export interface HealthOrder {
  readonly scheduledAtMs: number;
  /** Absent when a person asks: such a run publishes nothing and leaves the state alone. */
  readonly job?: DatabaseHealthJob;
  readonly databases: readonly PlannedDatabase[];
}

const knownFields = ['scheduledAt', 'job', 'databases'];

/** Reads an event of any shape. Throws one error that says what is wrong and what would be right. */
export function readHealthEvent(event: unknown, config: DatabaseHealthConfig, nowMs: number): HealthOrder {
  const { scheduledAt, job: jobId, databases: names } = checkShape(event);
  if (jobId !== undefined && names !== undefined) {
    throw new Error('Cannot look at a job and a list of databases at once: must be asked for one of them');
  }
  const scheduledAtMs = scheduledAt === undefined ? nowMs : Date.parse(scheduledAt);
  if (Number.isNaN(scheduledAtMs)) {
    throw new Error(`Cannot read scheduledAt: "${scheduledAt}" is no time, must be like "2026-01-05T08:30:00Z"`);
  }
  if (jobId === undefined) return { scheduledAtMs, databases: pick(names, config) };
  const job = config.jobs.find(({ id }) => id === jobId);
  if (job === undefined) {
    const known = config.jobs.map(({ id }) => id);
    throw new Error(`Cannot run job "${jobId}": this function has none of that name; ${suggest(jobId, known)}`);
  }
  return { scheduledAtMs, job, databases: pick(job.databases, config) };
}

function checkShape(event: unknown): HealthEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new Error('Cannot read the event: it must be an object such as {} or {"databases":["orders"]}');
  }
  const unknown = Object.keys(event).find((name) => !knownFields.includes(name));
  if (unknown !== undefined)
    throw new Error(`Cannot read the event: no field "${unknown}" is known; ${suggest(unknown, knownFields)}`);
  const { scheduledAt, job, databases } = event as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries({ scheduledAt, job })) {
    if (value !== undefined && typeof value !== 'string')
      throw new Error(`Cannot read the event: "${name}" is a ${typeof value}, must be a text`);
  }
  const isList =
    Array.isArray(databases) && databases.length > 0 && databases.every((name) => typeof name === 'string');
  if (databases !== undefined && !isList)
    throw new Error('Cannot read the event: "databases" must be a list of one or more names, such as ["orders"]');
  return event;
}

/** Databases by name, each once; all unknown names are reported together. */
function pick(names: readonly string[] | undefined, { databases }: DatabaseHealthConfig): readonly PlannedDatabase[] {
  if (names === undefined) return databases;
  const byId = new Map(databases.map((database) => [database.id, database]));
  const unknown = names.filter((name) => !byId.has(name));
  if (unknown.length > 0) {
    const problems = unknown.map((name) => `"${name}" (${suggest(name, [...byId.keys()])})`);
    throw new Error(`Cannot look at what this function does not know: ${problems.join('; ')}`);
  }
  return [...new Set(names)].flatMap((name) => byId.get(name) ?? []);
}
