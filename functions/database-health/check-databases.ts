import { publishRun, runMinuteMs, workBudgetMs } from '../../shared/jobs/publish-run.ts';
import { type RunEvent, readRunOrder } from '../../shared/jobs/read-run-order.ts';
import type { DatabaseHealthConfig } from '../../shared/plan/database-health-config.ts';
import type { DatabaseHealthJob, PlannedDatabase } from '../../shared/plan/plan.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { emptyHealthState } from '../../shared/postgres/health-state.ts';
import { makeHealthWindow } from '../../shared/postgres/health-window.ts';
import { type CheckPorts, checkDatabase } from './check-database.ts';
import type { CheckedDatabase } from './conclude-check.ts';
import { listHealthData } from './health-data.ts';
import { type HealthReport, reportHealth } from './health-report.ts';
import { writeEvidence } from './write-evidence.ts';

/** What the function is asked to do. The scheduler names a job; a person names databases, or nothing for all of them. */
export interface HealthEvent extends RunEvent {
  readonly databases?: readonly string[];
}

/** What the work needs of the world around it. */
export interface CheckDatabasesPorts extends CheckPorts {
  readonly metrics: MetricSink;
  readonly log: EvidenceLog;
  readonly clock: Clock;
  /** Waits in real time. */
  readonly timer: Timer;
}

/**
 * The work of the health function: looks at all databases at once, none waiting for another, logs what is wrong, and publishes
 * metrics stamped with the scheduled minute. Throws on an event that makes no sense, and when metrics were lost.
 * @param remainingMs real time until this invocation is cut off
 */
export async function checkDatabases(
  event: HealthEvent,
  remainingMs: number,
  { config, ports }: { readonly config: DatabaseHealthConfig; readonly ports: CheckDatabasesPorts },
): Promise<HealthReport> {
  const { clock, log, timer } = ports;
  const { namespace, jobs } = config;
  const startedAtMs = clock.now();
  const choices = {
    field: 'databases',
    things: config.databases,
    jobs,
    idsOf: (job: DatabaseHealthJob) => job.databases,
  };
  const { scheduledAtMs, job, things: databases } = readRunOrder(event, choices, startedAtMs);
  const part = job?.part ?? 'everything';
  const budgetMs = workBudgetMs(remainingMs, job);
  const checked = await Promise.all(
    databases.map((database) => {
      const order = { database, part, atMs: scheduledAtMs, remember: job !== undefined } as const;
      return within(budgetMs, checkDatabase(order, ports), () => giveUp(order, budgetMs), timer);
    }),
  );
  const tookMs = clock.now() - startedAtMs;
  for (const one of checked) writeEvidence(one, log, { job, scheduledAtMs, tookMs });
  if (job === undefined) return reportHealth(checked, { scheduledAtMs });

  const timestampMs = runMinuteMs(scheduledAtMs);
  const data = listHealthData(checked, { namespace, job: job.id, part: job.part, timestampMs });
  const time = { nowMs: clock.now(), remainingMs: remainingMs - tookMs };
  const metrics = await publishRun(data, { job: job.id, metrics: ports.metrics, ...time });
  return reportHealth(checked, { scheduledAtMs, job: job.id, metrics });
}

/** What a database that hangs beyond every timeout is given as its result. */
function giveUp(
  { database, atMs }: { readonly database: PlannedDatabase; readonly atMs: number },
  budgetMs: number,
): CheckedDatabase {
  const { id, title } = database;
  const message = `No answer from ${title} within ${Math.round(budgetMs / 1_000)} s: this run gave up`;
  const failure = { kind: 'ours', message } as const;
  return {
    database,
    window: makeHealthWindow({ atMs, failure }, { before: emptyHealthState }),
    measurements: {},
    findings: [],
    snapshot: { id, title, state: 'unknown', summary: message, readings: [], findings: [], tables: [], notes: [] },
    message,
    judged: false,
  };
}

/** What work gives, or `late` where it has not after this long. */
async function within<T>(ms: number, work: Promise<T>, late: () => T, timer: Timer): Promise<T> {
  const done = new AbortController();
  const tooLate = timer.wait(ms, done.signal).then(late);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    done.abort();
  }
}
