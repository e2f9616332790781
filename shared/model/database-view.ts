import type { EvidenceTable } from './evidence-table.ts';
import type { Finding } from './finding.ts';

/** A database in one word: `unknown` before the first run and while nothing can be said. */
export type DatabaseState = 'healthy' | 'degraded' | 'failing' | 'unknown';

/** What one check last read. */
export interface CheckReading {
  readonly check: string;
  readonly value: number;
  /** E.g. `s`, `%`; empty for a count. */
  readonly symbol: string;
  readonly culprit?: string;
}

/** Everything known about one database after its last runs: the page in the console, the report, the answer of a run by hand. */
export interface DatabaseSnapshot {
  readonly id: string;
  readonly title: string;
  readonly state: DatabaseState;
  /** One sentence: "healthy: 12 of 57 connections used, 99.2 % from cache". */
  readonly summary: string;
  readonly readings: readonly CheckReading[];
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly tables: readonly EvidenceTable[];
  /** What the monitor cannot see, and how to let it: "pg_stat_statements is not installed". */
  readonly notes: readonly string[];
  /** Epoch milliseconds of the newest sample; absent before the first. */
  readonly atMs?: number;
}
