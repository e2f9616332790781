import { type CellValue, type EvidenceTable, type RowLogLine, rowLogType } from '../../shared/model/evidence-table.ts';
import { type FindingLogLine, findingLogType } from '../../shared/model/finding.ts';
import { type JobRunLogLine, jobRunLogType } from '../../shared/model/job-run.ts';
import { type KpiResultLogLine, kpiResultLogType } from '../../shared/model/kpi-result.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';

/** Rows of one table that are logged: what a widget shows, and what keeps a run's log small. */
export const mostRows = 25;

type Line = FindingLogLine | RowLogLine | KpiResultLogLine | JobRunLogLine;

/**
 * Writes one line of JSON per finding, row of a table, result of a KPI and run; see `createResultLog` for why straight to
 * stdout. Texts come from databases, so whatever looks like a credential is taken out here, whoever forgot it before.
 */
export function createEvidenceLog(
  write: (line: string) => void = (line) => void process.stdout.write(line),
): EvidenceLog {
  const writeLine = (line: Line) => write(`${JSON.stringify(line, redactValue)}\n`);
  return {
    addFinding(finding, { job }) {
      writeLine({ level: 'WARN', type: findingLogType, job, finding });
    },
    addTable(table, run) {
      for (const line of rowLines(table, run)) writeLine(line);
    },
    addKpiResult(result, { job }) {
      const isFine = result.outcome !== 'error' && result.outcome !== 'timeout';
      writeLine({ level: isFine ? 'INFO' : 'WARN', type: kpiResultLogType, job, result });
    },
    addRun(record) {
      writeLine({ level: record.status === 'error' ? 'ERROR' : 'INFO', type: jobRunLogType, ...record });
    },
    // Findings, tables and the run are lines of their own.
    addSnapshot() {},
  };
}

const redactValue = (_name: string, value: unknown): unknown => (typeof value === 'string' ? redactText(value) : value);

function rowLines(
  { name, columns, rows }: EvidenceTable,
  { job, subject, atMs }: Parameters<EvidenceLog['addTable']>[1],
): readonly RowLogLine[] {
  return rows.slice(0, mostRows).map(({ values, grade }, index) => ({
    level: 'INFO',
    type: rowLogType,
    job,
    subject,
    atMs,
    table: name,
    rank: index + 1,
    ...(grade === undefined ? {} : { grade }),
    values: Object.fromEntries(columns.map(({ key }, column): [string, CellValue] => [key, values[column] ?? null])),
  }));
}
