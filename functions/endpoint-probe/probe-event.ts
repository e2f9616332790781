import { suggest } from '../../shared/definition/did-you-mean.ts';
import type { EndpointProbeConfig } from '../../shared/plan/endpoint-probe-config.ts';
import type { EndpointProbeJob, PlannedEndpoint } from '../../shared/plan/plan.ts';

/** What the function is asked to do. The scheduler names a job; a person names endpoints, or nothing for all of them. */
export interface ProbeEvent {
  /** ISO 8601; now where it is absent. */
  readonly scheduledAt?: string;
  readonly job?: string;
  readonly endpoints?: readonly string[];
}

/** An event that was understood. */
export interface ProbeOrder {
  readonly scheduledAtMs: number;
  /** Absent when a person asks: such a run publishes no metrics, so that it disturbs no alarm. */
  readonly job?: EndpointProbeJob;
  readonly endpoints: readonly PlannedEndpoint[];
}

const knownFields = ['scheduledAt', 'job', 'endpoints'];

/** Reads an event of any shape. Throws one error that says what is wrong and what would be right. */
export function readProbeEvent(event: unknown, config: EndpointProbeConfig, nowMs: number): ProbeOrder {
  const { scheduledAt, job: jobId, endpoints: names } = checkShape(event);
  if (jobId !== undefined && names !== undefined) {
    throw new Error('Cannot probe a job and a list of endpoints at once: must be asked for one of them');
  }
  const scheduledAtMs = scheduledAt === undefined ? nowMs : Date.parse(scheduledAt);
  if (Number.isNaN(scheduledAtMs)) {
    throw new Error(`Cannot read scheduledAt: "${scheduledAt}" is no time, must be like "2026-01-05T08:30:00Z"`);
  }
  if (jobId === undefined)
    return { scheduledAtMs, endpoints: names === undefined ? config.endpoints : pick(names, config) };
  const job = findJob(jobId, config);
  return { scheduledAtMs, job, endpoints: pick(job.endpoints, config) };
}

function checkShape(event: unknown): ProbeEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new Error(
      `Cannot read the event: ${describeShape(event)}, must be an object such as {} or {"endpoints":["web"]}`,
    );
  }
  const unknown = Object.keys(event).find((name) => !knownFields.includes(name));
  if (unknown !== undefined)
    throw new Error(`Cannot read the event: no field "${unknown}" is known; ${suggest(unknown, knownFields)}`);
  const { scheduledAt, job, endpoints } = event as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries({ scheduledAt, job })) {
    if (value !== undefined && typeof value !== 'string') {
      throw new Error(`Cannot read the event: "${name}" is ${describeShape(value)}, must be a text`);
    }
  }
  const isList =
    Array.isArray(endpoints) && endpoints.length > 0 && endpoints.every((name) => typeof name === 'string');
  if (endpoints !== undefined && !isList) {
    throw new Error('Cannot read the event: "endpoints" must be a list of one or more names, such as ["web"]');
  }
  return event;
}

function findJob(id: string, { jobs }: EndpointProbeConfig): EndpointProbeJob {
  const job = jobs.find((candidate) => candidate.id === id);
  if (job !== undefined) return job;
  const hint = suggest(
    id,
    jobs.map((candidate) => candidate.id),
  );
  throw new Error(`Cannot run job "${id}": this function has none of that name; ${hint}`);
}

/** Endpoints by name, each once, in the order asked for; all unknown names are reported together. */
function pick(names: readonly string[], { endpoints }: EndpointProbeConfig): readonly PlannedEndpoint[] {
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const unknown = names.filter((name) => !byId.has(name));
  if (unknown.length > 0) {
    const known = [...byId.keys()];
    const problems = unknown.map((name) => `"${name}" (${suggest(name, known)})`);
    throw new Error(`Cannot probe what this function does not know: ${problems.join('; ')}`);
  }
  return [...new Set(names)].flatMap((name) => byId.get(name) ?? []);
}

function describeShape(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
