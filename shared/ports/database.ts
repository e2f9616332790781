import type { DatabaseSpec } from '../model/database.ts';
import type { DatabaseFailure } from '../model/database-failure.ts';

/** Every value of an answer is text as PostgreSQL writes it: numbers beyond 2^53 and decimals survive, and both adapters agree. */
export interface SqlAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Wall time of the statement, in milliseconds. */
  readonly tookMs: number;
}

export type SqlOutcome =
  | { readonly ok: true; readonly answer: SqlAnswer }
  | { readonly ok: false; readonly failure: DatabaseFailure };

export interface StatementOptions {
  /** The statement is cancelled and its connection ended after this long. */
  readonly timeoutMs: number;
}

/** One fresh connection of one run. Statements run one after the other, by the extended protocol: a stack of two is refused. Never rejects. */
export interface DatabaseSession {
  /** How long connecting took, TLS and login included; absent where there is no connection to speak of (RDS Data API). */
  readonly connectMs?: number;
  /** Runs one statement as the role is configured. */
  query(sql: string, options: StatementOptions): Promise<SqlOutcome>;
  /** Runs one statement inside `BEGIN TRANSACTION READ ONLY`, in a time zone (IANA name), and rolls back whatever it did. */
  queryReadOnly(sql: string, options: StatementOptions & { readonly timeZone: string }): Promise<SqlOutcome>;
  /** Ends the connection; what the session changed, locks included, is gone. */
  close(): Promise<void>;
}

export type DatabaseConnection =
  | { readonly ok: true; readonly session: DatabaseSession }
  | { readonly ok: false; readonly failure: DatabaseFailure };

/** Which of a database's roles logs in. */
export type DatabaseRoleName = 'health' | 'kpi' | 'refresh';

/** Opens fresh connections. Never rejects, and never takes longer than `timeoutMs`. */
export interface DatabaseConnector {
  connect(
    database: DatabaseSpec,
    options: { readonly role: DatabaseRoleName; readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<DatabaseConnection>;
}
