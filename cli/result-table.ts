import { type Outcome, outcomes, type Phases } from '../shared/model/probe-result.ts';
import { type Column, formatTable } from './format-table.ts';
import { paint } from './terminal.ts';

/** What a table shows of one result: of a probe from here, or in the answer of the deployed function. */
export interface ResultRow extends Phases {
  readonly endpoint: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** Where it was probed from; shown when one row has it. */
  readonly location?: string;
}

const colours = { up: 'green', degraded: 'yellow', down: 'red', unknown: 'magenta' } as const satisfies Record<
  Outcome,
  string
>;

const phase = (title: string, key: keyof Phases): Column<ResultRow> => ({
  title,
  align: 'right',
  text: (row) => formatMs(row[key]),
});

const locationColumn: Column<ResultRow> = { title: 'Location', text: ({ location = '' }) => location };

const columns: readonly Column<ResultRow>[] = [
  { title: 'Endpoint', text: ({ endpoint }) => endpoint },
  { title: 'Outcome', text: ({ outcome }) => outcome, paint: (padded, { outcome }) => paint(colours[outcome], padded) },
  phase('DNS', 'dnsMs'),
  phase('Connect', 'connectMs'),
  phase('TLS', 'tlsMs'),
  phase('Wait', 'waitMs'),
  phase('Transfer', 'transferMs'),
  phase('Total', 'totalMs'),
  { title: 'Reason', text: ({ reason }) => reason },
];

/** Lines of a table of results: outcome, where the time went (milliseconds), reason. */
export function formatResults(rows: readonly ResultRow[]): readonly string[] {
  const located = rows.some(({ location }) => location !== undefined);
  return formatTable(located ? [locationColumn, ...columns] : columns, rows);
}

/** How many there are of each outcome: `5 up, 1 down`. */
export function summarizeOutcomes(rows: readonly Pick<ResultRow, 'outcome'>[]): string {
  const counted = outcomes.map((outcome) => ({ outcome, count: rows.filter((row) => row.outcome === outcome).length }));
  const some = counted.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${outcome}`);
  return some.length === 0 ? 'There is no endpoint to probe.' : some.join(', ');
}

function formatMs(ms: number | undefined): string {
  if (ms === undefined) return '-';
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
