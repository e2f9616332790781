import { jobOfRunsByHand } from '../../shared/jobs/read-run-order.ts';
import type { DatabaseHealthJob } from '../../shared/plan/plan.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { CheckedDatabase } from './conclude-check.ts';

/** The run that evidence comes from. */
export interface RunFacts {
  readonly job: DatabaseHealthJob | undefined;
  readonly scheduledAtMs: number;
  readonly tookMs: number;
}

/** Writes what a run saw of one database: findings, tables that have rows, its snapshot, and that it ran. */
export function writeEvidence(
  { database, window, findings, snapshot, message, judged }: CheckedDatabase,
  log: EvidenceLog,
  { job, scheduledAtMs, tookMs }: RunFacts,
): void {
  const run = { job: job?.id ?? jobOfRunsByHand };
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
