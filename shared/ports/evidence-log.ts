import type { DatabaseSnapshot } from '../model/database-view.ts';
import type { EvidenceTable } from '../model/evidence-table.ts';
import type { Finding } from '../model/finding.ts';
import type { HealthPart } from '../model/health-part.ts';
import type { JobRunRecord } from '../model/job-run.ts';
import type { KpiResult } from '../model/kpi-result.ts';

/** Takes what a run saw besides numbers: structured log lines on AWS, the memory of the watch on one machine. */
export interface EvidenceLog {
  addFinding(finding: Finding, run: { readonly job: string }): void;
  addTable(table: EvidenceTable, run: { readonly job: string; readonly subject: string; readonly atMs: number }): void;
  addKpiResult(result: KpiResult, run: { readonly job: string }): void;
  addRun(record: JobRunRecord): void;
  /** Takes what is known of a database after a run; only the memory of one machine keeps it whole. */
  addSnapshot(snapshot: DatabaseSnapshot, run: { readonly part: HealthPart }): void;
}
