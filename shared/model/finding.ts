import type { Severity } from './severity.ts';

/** What `type` says in a log line that holds one finding: log filters find evidence by it. */
export const findingLogType = 'finding';

/**
 * Something that was seen to be wrong, with its culprit: the evidence that an alert quotes and a report lists. Plain JSON,
 * redacted, far below the 256 KB of a log event.
 */
export interface Finding {
  /** Id of the alarm that it explains, e.g. `database/orders/long-query`; where there is none, the same form with the check's name. */
  readonly key: string;
  readonly severity: Severity;
  /** What is wrong as a short clause: "a query of orders has been running for 73 s". */
  readonly title: string;
  /** One sentence that names the culprit: the query, table, index, function or root blocker. */
  readonly reason: string;
  /** Both shortened for a message, e.g. expected `at most 5 s`, actual `73 s`. */
  readonly expected?: string;
  readonly actual?: string;
  /** What else helps at night, most helpful first. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What to do about it, in one or two sentences. */
  readonly remedy?: string;
  /** Epoch milliseconds of the sample. */
  readonly atMs: number;
}

/** The one structured log line per finding. */
export interface FindingLogLine {
  readonly level: 'WARN';
  readonly type: typeof findingLogType;
  /** Id of the job, or `by hand`. */
  readonly job: string;
  readonly finding: Finding;
}
