import type { KpiOutcome } from './kpi.ts';

/** What `type` says in a log line that holds one result of a KPI. */
export const kpiResultLogType = 'kpi-result';

/** How one alert of a KPI was judged. */
export interface KpiVerdict {
  /** Name of the alert. */
  readonly alert: string;
  /** Absent where it could not be judged: no value, or nothing to compare it with. */
  readonly breached?: boolean;
  /** One sentence with the numbers: "812 EUR is below 1,000 EUR", "outside of its calendar". */
  readonly why: string;
}

/** The result of one run of one KPI. Plain JSON. */
export interface KpiResult {
  readonly kpi: string;
  readonly outcome: KpiOutcome;
  /** What was judged and published; absent without one. Ages in seconds. */
  readonly value?: number;
  /** Labelled rows in the order of the answer, at most 100; empty for a single number. */
  readonly rows: readonly { readonly label: string; readonly value: number }[];
  /** One sentence; for an error what the database or the answer said. */
  readonly reason: string;
  readonly verdicts: readonly KpiVerdict[];
  readonly tookMs: number;
  /** Epoch milliseconds at which the run was due. */
  readonly atMs: number;
}

/** The one structured log line per result. */
export interface KpiResultLogLine {
  readonly level: 'INFO' | 'WARN';
  readonly type: typeof kpiResultLogType;
  readonly job: string;
  readonly result: KpiResult;
}
