/** Where a stored report can be read. */
export interface ReportLink {
  readonly url: string;
  /** Epoch milliseconds; absent where it does not end. */
  readonly endsAtMs?: number;
  /** False: it may end before that moment, with the credentials that signed it. */
  readonly isCertain: boolean;
}

/** Keeps whole reports as HTML documents. */
export interface ReportStore {
  /** Stores a document, over an older one of the same name. Rejects where it cannot be stored. */
  put(report: {
    /** Id of the report. */
    readonly id: string;
    /** What tells it from others of its id: letters, digits and hyphens, e.g. `2026-01-05`. */
    readonly name: string;
    readonly html: string;
  }): Promise<ReportLink>;
}
