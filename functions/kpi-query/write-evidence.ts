import type { EvidenceTable } from '../../shared/model/evidence-table.ts';
import type { KpiSpec } from '../../shared/model/kpi.ts';
import type { KpiResult } from '../../shared/model/kpi-result.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { SettledKpi } from './kpi-data.ts';

/** Writes what a run of one KPI saw: its result, a finding per alert that held, its rows as a table, and that it ran. */
export function writeEvidence({ spec, result, findings }: SettledKpi, log: EvidenceLog, job: string): void {
  const subject = `kpi/${spec.id}`;
  const { outcome, rows, atMs, tookMs, reason } = result;
  log.addKpiResult(result, { job });
  for (const finding of findings) log.addFinding(finding, { job });
  if (rows.length > 0) log.addTable(tabulate(spec, rows), { job, subject, atMs });
  const isError = outcome === 'error' || outcome === 'timeout';
  log.addRun({
    job,
    subject,
    status: isError ? 'error' : 'completed',
    scheduledAtMs: atMs,
    durationMs: tookMs,
    message: reason,
  });
}

/** Rows stay in the order of the answer: the user's own ORDER BY says what comes first. */
function tabulate({ title, unit, measures }: KpiSpec, rows: KpiResult['rows']): EvidenceTable {
  const valueUnit = measures === 'age' ? 'seconds' : unit === '%' ? 'percent' : 'number';
  return {
    name: 'rows',
    title,
    columns: [
      { key: 'label', title: 'label', unit: 'text' },
      { key: 'value', title: measures === 'age' ? 'age' : unit === '' ? 'value' : unit, unit: valueUnit },
    ],
    rows: rows.map(({ label, value }) => ({ values: [label, value] })),
  };
}
