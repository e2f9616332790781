import type { Severity } from './severity.ts';

/** How the values of a column are to be shown. `code` is a query text or an identifier. */
export type ColumnUnit =
  | 'text'
  | 'code'
  | 'count'
  | 'number'
  | 'percent'
  | 'milliseconds'
  | 'seconds'
  | 'bytes'
  | 'time';

export interface TableColumn {
  readonly key: string;
  readonly title: string;
  readonly unit: ColumnUnit;
}

export type CellValue = string | number | boolean | null;

/**
 * A table of top-N rows, worst first: slow queries, bloated tables, rows of a KPI. It travels as it is into the log, the
 * console, dashboards and reports, none of which know what it is about.
 */
export interface EvidenceTable {
  /** Stable name within its subject, e.g. `statements`. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly {
    readonly values: readonly CellValue[];
    /** Colours the row: `ok` is green, absent is neutral. */
    readonly grade?: Severity | 'ok';
  }[];
  /** Why it is empty or incomplete, where that needs a word: "pg_stat_statements is not installed". */
  readonly note?: string;
}

/** What `type` says in a log line that holds one row of a table. */
export const rowLogType = 'row';

/** The one structured log line per row: a widget of CloudWatch Logs Insights shows them as a table again. */
export interface RowLogLine {
  readonly level: 'INFO';
  readonly type: typeof rowLogType;
  readonly job: string;
  /** E.g. `database/orders`. */
  readonly subject: string;
  /** Epoch milliseconds of the sample. */
  readonly atMs: number;
  /** Name of the table. */
  readonly table: string;
  /** 1 for the worst. */
  readonly rank: number;
  readonly grade?: Severity | 'ok';
  /** By key of the column. */
  readonly values: Readonly<Record<string, CellValue>>;
}
