import type { DatabaseSnapshot } from '../../shared/model/database-view.ts';
import type { HealthPart } from '../../shared/model/health-part.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import type { DatabaseHealthConfig } from '../../shared/plan/database-health-config.ts';
import { databaseMetric, functionMetric, functionMetricFacts } from '../../shared/plan/database-metrics.ts';
import { jobMetric, jobMetrics } from '../../shared/plan/job-metrics.ts';
import type { DatabaseHealthJob } from '../../shared/plan/plan.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricReport, MetricSink } from '../../shared/ports/metric-sink.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { databaseChecks } from '../../shared/postgres/checks/registry.ts';
import { emptyHealthState } from '../../shared/postgres/health-state.ts';
import { makeHealthWindow } from '../../shared/postgres/health-window.ts';
import { type CheckPorts, checkDatabase } from './check-database.ts';
import type { CheckedDatabase } from './conclude-check.ts';
import { type HealthEvent, readHealthEvent } from './health-event.ts';

/** What the work needs of the world around it. */
export interface CheckDatabasesPorts extends CheckPorts {
  readonly metrics: MetricSink;
  readonly log: EvidenceLog;
  readonly clock: Clock;
  /** Waits in real time. */
  readonly timer: Timer;
}

/** What the function answers: the same for a person and for a test of the deployed thing. */
export interface HealthReport {
  /** E.g. `1 failing, 2 healthy of 3 databases`. */
  readonly summary: string;
  readonly scheduledAt: string;
  readonly job?: string;
  readonly metrics?: MetricReport;
  readonly databases: readonly DatabaseSnapshot[];
}

/** Kept back from the time of a run: metrics and log lines go out after the databases. */
export const publishReserveMs = 5_000;

/** What stands for the job in the records of a run that a person asked for. */
const jobOfRunsByHand = 'by hand';

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
  const startedAtMs = ports.clock.now();
  const { scheduledAtMs, job, databases } = readHealthEvent(event, config, startedAtMs);
  const part = job?.part ?? 'everything';
  const budgetMs = Math.min(remainingMs, (job?.everySeconds ?? 600) * 1_000) - publishReserveMs;
  const checked = await Promise.all(
    databases.map((database) => {
      const order = { database, part, atMs: scheduledAtMs, remember: job !== undefined } as const;
      return within(budgetMs, checkDatabase(order, ports), () => giveUp(order, budgetMs), ports.timer);
    }),
  );
  const tookMs = ports.clock.now() - startedAtMs;
  const facts = { summary: summarize(checked), scheduledAt: new Date(scheduledAtMs).toISOString() };
  const report = { ...facts, databases: checked.map(({ snapshot }) => snapshot) };
  record(checked, { job, scheduledAtMs, tookMs }, ports.log);
  if (job === undefined) return report;
  const data = listData(checked, { namespace: config.namespace, job, scheduledAtMs });
  const metrics = await ports.metrics.put(data, { deadlineMs: ports.clock.now() + remainingMs - tookMs - 500 });
  if (metrics.lost > 0) {
    const all = metrics.sent + metrics.lost;
    throw new Error(
      `Cannot publish all metrics of ${job.id}: ${metrics.lost} of ${all} were lost: ${metrics.problem ?? 'no reason known'}`,
    );
  }
  return { ...report, job: job.id, metrics };
}

/** What a database that hangs beyond every timeout is given as its result. */
function giveUp(
  { database, atMs }: { readonly database: DatabaseHealthConfig['databases'][number]; readonly atMs: number },
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

async function within<T>(ms: number, work: Promise<T>, late: () => T, timer: Timer): Promise<T> {
  const done = new AbortController();
  const tooLate = timer.wait(ms, done.signal).then(late);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    done.abort();
  }
}

interface RunFacts {
  readonly job: DatabaseHealthJob | undefined;
  readonly scheduledAtMs: number;
  readonly tookMs: number;
}

function record(checked: readonly CheckedDatabase[], { job, scheduledAtMs, tookMs }: RunFacts, log: EvidenceLog): void {
  const run = { job: job?.id ?? jobOfRunsByHand };
  for (const { database, window, findings, snapshot, message, judged } of checked) {
    const subject = `database/${database.id}`;
    for (const finding of findings) log.addFinding(finding, run);
    for (const table of snapshot.tables) {
      if (table.rows.length > 0) log.addTable(table, { ...run, subject, atMs: scheduledAtMs });
    }
    // Without an answer only the pulse has something to say: the rest keeps what it knew.
    const isNews = job?.part === 'pulse' || window.failure === undefined;
    if (job !== undefined && isNews) log.addSnapshot(snapshot, { part: job.part });
    log.addRun({ ...run, subject, status: judged ? 'completed' : 'error', scheduledAtMs, durationMs: tookMs, message });
  }
}

interface DataFacts {
  readonly namespace: string;
  readonly job: DatabaseHealthJob;
  readonly scheduledAtMs: number;
}

function listData(
  checked: readonly CheckedDatabase[],
  { namespace, job, scheduledAtMs }: DataFacts,
): readonly MetricDatum[] {
  const timestampMs = Math.floor(scheduledAtMs / 60_000) * 60_000;
  const judged = checked.filter((one) => one.judged).length;
  const resultPercent: MetricDatum = {
    metric: jobMetric(namespace, 'ResultPercent', job.id),
    unit: jobMetrics.ResultPercent.unit,
    timestampMs,
    value: checked.length === 0 ? 100 : (judged / checked.length) * 100,
  };
  return [resultPercent, ...checked.flatMap((one) => dataOf(one, { namespace, part: job.part, timestampMs }))];
}

function dataOf(
  { database, measurements, window }: CheckedDatabase,
  {
    namespace,
    part,
    timestampMs,
  }: { readonly namespace: string; readonly part: HealthPart; readonly timestampMs: number },
): readonly MetricDatum[] {
  const ofChecks = database.metrics.flatMap((check): readonly MetricDatum[] => {
    const value = measurements[check]?.value;
    if (value === undefined || !Number.isFinite(value)) return [];
    return [
      { metric: databaseMetric(namespace, check, database.id), unit: databaseChecks[check].unit, timestampMs, value },
    ];
  });
  if (part !== 'pulse') return ofChecks;
  const meanMs = new Map((window.change?.functions ?? []).map((change) => [change.name, change.meanMs]));
  const ofFunctions = database.functions.flatMap(({ name }): readonly MetricDatum[] => {
    const value = meanMs.get(name);
    if (value === undefined) return [];
    const metric = functionMetric(namespace, { database: database.id, fn: name });
    return [{ metric, unit: functionMetricFacts.unit, timestampMs, value }];
  });
  return [...ofChecks, ...ofFunctions];
}

const worstFirst = ['failing', 'unknown', 'degraded', 'healthy'] as const;

function summarize(checked: readonly CheckedDatabase[]): string {
  const counts = worstFirst.flatMap((state) => {
    const count = checked.filter(({ snapshot }) => snapshot.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const all = checked.length === 1 ? '1 database' : `${checked.length} databases`;
  return counts.length === 0 ? all : `${counts.join(', ')} of ${all}`;
}
