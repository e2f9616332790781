import type { EvidenceTable } from '../../model/evidence-table.ts';
import type { Severity } from '../../model/severity.ts';
import { canReadStatements } from '../can-read-statements.ts';
import type { HealthWindow } from '../health-window.ts';
import type { StatementRow } from '../sample.ts';
import { statementText } from '../statement-text.ts';
import { column, hitPercent, rounded } from './table-columns.ts';

const columns = [
  column('query', 'Statement', 'code'),
  column('calls', 'Calls', 'count'),
  column('recentCalls', 'Calls since last look', 'count'),
  column('recentMean', 'Mean since last look', 'milliseconds'),
  column('total', 'Total', 'milliseconds'),
  column('mean', 'Mean', 'milliseconds'),
  column('min', 'Least', 'milliseconds'),
  column('max', 'Most', 'milliseconds'),
  column('stddev', 'Deviation', 'milliseconds'),
  column('rows', 'Rows', 'count'),
  column('hit', 'Cache hit', 'percent'),
  column('user', 'Role', 'text'),
];

/** The 100 statements that took most time since counting began, and what each did since the last look. */
export function statements(window: HealthWindow): EvidenceTable | undefined {
  if (window.statements === undefined) return withoutStatements(window);
  return {
    name: 'statements',
    title: 'Statements by total time',
    columns,
    rows: [...window.statements.statementRows].sort((a, b) => b.totalMs - a.totalMs).map((row) => rowOf(row, window)),
  };
}

function rowOf(row: StatementRow, window: HealthWindow): EvidenceTable['rows'][number] {
  const recent = window.statementsChange?.statements.find(({ id }) => id === row.id);
  const meanMs = row.totalMs / Math.max(row.calls, 1);
  return {
    values: [
      statementText(window, row.id),
      row.calls,
      recent?.calls ?? null,
      rounded(recent?.meanMs, 2),
      rounded(row.totalMs, 0),
      rounded(meanMs, 2),
      rounded(row.minMs, 2),
      rounded(row.maxMs, 2),
      rounded(row.stddevMs, 2),
      row.rows,
      hitPercent(row.blocksHit, row.blocksRead),
      row.user,
    ],
    ...gradeOf(recent?.meanMs ?? meanMs),
  };
}

function gradeOf(meanMs: number): { readonly grade?: Severity } {
  if (meanMs > 5_000) return { grade: 'critical' };
  return meanMs > 500 ? { grade: 'warning' } : {};
}

/** Says once why there is no table, in the run that would have made one. */
function withoutStatements({ pulse, objects }: HealthWindow): EvidenceTable | undefined {
  if (objects === undefined || pulse === undefined || canReadStatements(pulse)) return undefined;
  const note = 'pg_stat_statements is not installed, not preloaded, or not usable by the monitoring role.';
  return { name: 'statements', title: 'Statements by total time', columns, rows: [], note };
}
