/** What `type` says in a log line that records one run of one thing. */
export const jobRunLogType = 'job-run';

/** How one run of one thing went: the pulse of a database, a KPI, the refresh of a view. Plain JSON. */
export interface JobRunRecord {
  readonly job: string;
  /** E.g. `database/orders`, `kpi/mrr`, `refresh/api-performance`. */
  readonly subject: string;
  readonly status: 'completed' | 'error';
  /** Epoch milliseconds at which it was due. */
  readonly scheduledAtMs: number;
  readonly durationMs: number;
  /** One sentence; for an error what went wrong, never a secret. */
  readonly message: string;
}

/** The one structured log line per run. */
export interface JobRunLogLine extends JobRunRecord {
  readonly level: 'INFO' | 'ERROR';
  readonly type: typeof jobRunLogType;
}
