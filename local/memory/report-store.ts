import type { ReportStore } from '../../shared/ports/report-store.ts';

/** The newest document of a report. */
export interface StoredReport {
  readonly html: string;
  /** Epoch milliseconds. */
  readonly writtenAtMs: number;
}

/** Reports kept in memory: the newest of each. */
export interface MemoryReportStore extends ReportStore {
  latest(id: string): StoredReport | undefined;
}

/** A store whose links lead to the console, which serves what it keeps for as long as it runs. */
export function createMemoryReportStore({
  now,
  consoleUrl,
}: {
  readonly now: () => number;
  /** E.g. `http://127.0.0.1:4600`. */
  readonly consoleUrl: () => string;
}): MemoryReportStore {
  const reports = new Map<string, StoredReport>();
  return {
    latest: (id) => reports.get(id),
    async put({ id, html }) {
      reports.set(id, { html, writtenAtMs: now() });
      return { url: `${consoleUrl()}/api/reports/${encodeURIComponent(id)}/html`, isCertain: true };
    },
  };
}
