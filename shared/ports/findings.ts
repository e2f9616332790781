import type { Finding } from '../model/finding.ts';

/** What was found once or many times in a period: runs find the same thing again and again. */
export interface SeenFinding {
  /** As it was found last. */
  readonly finding: Finding;
  readonly times: number;
  /** Epoch milliseconds. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** Recalls findings of databases and KPIs. */
export interface Findings {
  /** Everything found in a period (epoch milliseconds, `toMs` exclusive), each key once, at most 1,000. Rejects where it cannot be read. */
  between(period: { readonly fromMs: number; readonly toMs: number }): Promise<readonly SeenFinding[]>;
}
