import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { DatabaseFailure } from '../../shared/model/database-failure.ts';
import type { HealthPart } from '../../shared/model/health-part.ts';
import type { DatabaseConnector, DatabaseSession, SqlAnswer } from '../../shared/ports/database.ts';
import { canReadStatements } from '../../shared/postgres/can-read-statements.ts';
import type { HealthState } from '../../shared/postgres/health-state.ts';
import type { HealthRun } from '../../shared/postgres/health-window.ts';
import { wantsTexts } from '../../shared/postgres/next-state.ts';
import {
  type ReadSample,
  readBloat,
  readObjects,
  readPulse,
  readStatements,
} from '../../shared/postgres/read-sample.ts';
import type { PulseSample, StatementsSample } from '../../shared/postgres/sample.ts';
import { bloatSql } from '../../shared/postgres/sql/bloat.ts';
import { objectsSql } from '../../shared/postgres/sql/objects.ts';
import { pulseBeforeStatementsSql, pulseSql } from '../../shared/postgres/sql/pulse.ts';
import { statementsSql } from '../../shared/postgres/sql/statements.ts';

/** A connection takes this long at most, and each statement: a health run never becomes part of the trouble. */
export const patienceMs = { connect: 10_000, pulse: 8_000, rest: 15_000 } as const;

/** What is asked of one database in one run. */
export interface SampleOrder {
  readonly spec: DatabaseSpec;
  /** `everything`: what a person asks for. */
  readonly part: HealthPart | 'everything';
  readonly atMs: number;
  readonly before: HealthState;
}

/** A run with what could not be taken besides the pulse, one sentence each. */
export interface TakenSamples {
  readonly run: HealthRun;
  readonly connectMs?: number;
  readonly pulseMs?: number;
  /** What is missing, and why; the run is good all the same. */
  readonly notes: readonly string[];
}

/** Samples of one database over one fresh connection: at most three statements, four where a person asks. Never rejects. */
export async function takeSamples(order: SampleOrder, connector: DatabaseConnector): Promise<TakenSamples> {
  const { spec, atMs } = order;
  const connection = await connector.connect(spec, { role: 'health', timeoutMs: patienceMs.connect });
  if (!connection.ok) return { run: { atMs, failure: connection.failure }, notes: [] };
  const { session } = connection;
  const connectMs = session.connectMs === undefined ? {} : { connectMs: session.connectMs };
  try {
    return { ...(await askAll(order, session)), ...connectMs };
  } finally {
    await session.close();
  }
}

async function askAll(order: SampleOrder, session: DatabaseSession): Promise<TakenSamples> {
  const { part, atMs } = order;
  const wanted = (one: HealthPart): boolean => part === one || part === 'everything';
  const pulse = await ask(
    session,
    wanted('objects') ? pulseBeforeStatementsSql : pulseSql,
    readPulse,
    patienceMs.pulse,
  );
  if (!pulse.ok) return { run: { atMs, failure: pulse.failure }, notes: [] };
  const objects = wanted('objects') ? await askObjects(pulse.sample, session) : undefined;
  const statements = wanted('objects') ? await askStatements(order, pulse.sample, session) : undefined;
  const bloat = wanted('bloat') ? await askBloat(pulse.sample, session) : undefined;
  return {
    run: {
      atMs,
      pulse: statements?.ok === true ? withSums(pulse.sample, statements.sample) : pulse.sample,
      ...(objects?.ok === true ? { objects: objects.sample } : {}),
      ...(statements?.ok === true ? { statements: statements.sample } : {}),
      ...(bloat?.ok === true ? { bloat: bloat.sample } : {}),
    },
    pulseMs: pulse.tookMs,
    notes: [objects, statements, bloat].flatMap((one) => (one === undefined || one.ok ? [] : [one.failure.message])),
  };
}

/** The pulse as if it had summed up all statements itself: they were read milliseconds later. */
function withSums(pulse: PulseSample, { calls, totalMs, resetAt }: StatementsSample): PulseSample {
  return { ...pulse, statements: { calls, totalMs, resetAt } };
}

type Asked<T> =
  | { readonly ok: true; readonly sample: T; readonly tookMs: number }
  | { readonly ok: false; readonly failure: DatabaseFailure };

async function ask<T>(
  session: DatabaseSession,
  sql: string,
  read: (answer: SqlAnswer) => ReadSample<T>,
  timeoutMs: number,
): Promise<Asked<T>> {
  const outcome = await session.query(sql, { timeoutMs });
  if (!outcome.ok) return outcome;
  const sample = read(outcome.answer);
  // An answer of another form than agreed is our mistake, not the database's.
  if (!sample.ok) return { ok: false, failure: { kind: 'ours', message: sample.message } };
  return { ok: true, sample: sample.sample, tookMs: outcome.answer.tookMs };
}

/** Exact sizes need a short lock on each relation; where one is not granted in time, estimates do. */
async function askObjects({ version: serverVersion }: PulseSample, session: DatabaseSession) {
  const exact = await ask(session, objectsSql({ exactSizes: true, serverVersion }), readObjects, patienceMs.rest);
  if (exact.ok || exact.failure.kind !== 'locked') return exact;
  return await ask(session, objectsSql({ exactSizes: false, serverVersion }), readObjects, patienceMs.rest);
}

const missing = (message: string): Asked<never> => ({ ok: false, failure: { kind: 'rejected', message } });

async function askStatements({ before, atMs }: SampleOrder, pulse: PulseSample, session: DatabaseSession) {
  const extension = pulse.extensions.pg_stat_statements;
  if (extension === undefined)
    return missing('pg_stat_statements is not installed in this database, so no statement is known');
  if (!canReadStatements(pulse)) {
    return missing('pg_stat_statements cannot be read: it must be preloaded, and its schema usable by the role');
  }
  const { schema, version } = extension;
  const sql = statementsSql({ schema, version, texts: wantsTexts(before, atMs) });
  return await ask(session, sql, readStatements, patienceMs.rest);
}

async function askBloat({ extensions }: PulseSample, session: DatabaseSession) {
  const extension = extensions.pgstattuple;
  if (extension?.usable !== true)
    return missing('pgstattuple is not installed, so bloat is estimated and not measured');
  return await ask(session, bloatSql({ schema: extension.schema }), readBloat, patienceMs.rest);
}
