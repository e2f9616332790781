import type { Field, RDSDataClient, RDSDataClientConfig } from '@aws-sdk/client-rds-data';
import type { DataApiDatabase } from '../../shared/model/database.ts';
import type { DatabaseFailure, DatabaseFailureKind } from '../../shared/model/database-failure.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type {
  DatabaseConnection,
  DatabaseConnector,
  DatabaseSession,
  SqlOutcome,
} from '../../shared/ports/database.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { classifySqlState } from '../../shared/postgres/classify-sql-state.ts';
import { cleanMessage } from '../../shared/postgres/clean-message.ts';
import { settleTransaction } from '../../shared/postgres/settle-transaction.ts';

/** What the connector needs besides AWS; `client` names no region, because each cluster's ARN names its own. */
export interface DataApiConnectorParts {
  readonly client: Omit<RDSDataClientConfig, 'region'>;
  readonly clock: Clock;
  readonly timer: Timer;
  /** A random number in [0, 1), for jitter. */
  readonly random: () => number;
}

/**
 * An auto-paused cluster takes about 15 s to wake up, 30 s and more after a day (Aurora, "Scaling to Zero ACUs with automatic
 * pause and resume"). The SDK does not repeat `DatabaseResumingException`.
 */
const resuming = { stepMs: 1_500, jitterMs: 1_500, mostMs: 40_000 } as const;

/**
 * A transaction is rolled back even if its statement took all the time there was, or it lives on for three minutes. The service
 * refuses while that statement still runs.
 */
const rollback = { triesMost: 3, callMs: 2_000, pauseMs: 250 } as const;

/** An Aurora cluster's ARN; the region is what its calls are sent to. */
const clusterArn = /^arn:[\w-]+:rds:([a-z0-9-]+):\d{12}:cluster:[\w:-]+$/;

const refuse = (
  kind: DatabaseFailureKind,
  message: string,
): { readonly ok: false; readonly failure: DatabaseFailure } => ({
  ok: false,
  failure: { kind, message: cleanMessage(message) },
});

/**
 * Reaches Aurora clusters through the RDS Data API. There is no connection: what is wrong with login, database or server is
 * told by the first statement. Values come as text; arrays, and numbers beyond 2^53, must be cast to it.
 */
export function createDataApiConnector(parts: DataApiConnectorParts): DatabaseConnector {
  const clients = new Map<string, Promise<DataApi>>();

  function openApi(region: string): Promise<DataApi> {
    const known = clients.get(region) ?? loadApi(parts.client, region);
    clients.set(region, known);
    return known;
  }

  return {
    async connect(database, { role, signal }): Promise<DatabaseConnection> {
      if (database.kind !== 'data-api') return refuse('ours', `Database "${database.id}" has no Data API`);
      const { id, cluster, logins } = database;
      const secretArn = logins[role]?.secretArn;
      if (secretArn === undefined) return refuse('ours', `Database "${id}" has no login for the role "${role}"`);
      const region = clusterArn.exec(cluster)?.[1];
      if (region === undefined)
        return refuse('ours', `Database "${id}" is at "${cluster}", must be an ARN of a cluster`);
      try {
        const caller = createCaller(await openApi(region), { database, secretArn, signal }, parts);
        return { ok: true, session: createSession(caller, parts.clock) };
      } catch (error) {
        return refuse('ours', `Cannot load the client of the Data API: ${String(error)}`);
      }
    },
  };
}

type Sdk = typeof import('@aws-sdk/client-rds-data');

interface DataApi {
  readonly sdk: Sdk;
  readonly client: RDSDataClient;
}

/** Loaded when the first such database is reached: most deployments have none. */
async function loadApi(config: DataApiConnectorParts['client'], region: string): Promise<DataApi> {
  const sdk = await import('@aws-sdk/client-rds-data');
  // Two attempts, because a frozen function wakes up with connections that are long gone. Reading twice does no harm.
  return { sdk, client: new sdk.RDSDataClient({ ...config, region, maxAttempts: 2 }) };
}

interface Place {
  readonly database: DataApiDatabase;
  readonly secretArn: string;
  readonly signal: AbortSignal | undefined;
}

type Sent<T> =
  | { readonly ok: true; readonly output: T; readonly tookMs: number }
  | { readonly ok: false; readonly failure: DatabaseFailure };

interface Caller {
  /** Runs a statement, in a transaction where one is named. */
  execute(sql: string, deadlineMs: number, transactionId?: string): Promise<SqlOutcome>;
  begin(deadlineMs: number): Promise<Sent<{ readonly transactionId?: string | undefined }>>;
  rollBack(transactionId: string): Promise<void>;
}

function createCaller({ sdk, client }: DataApi, place: Place, { clock, timer, random }: DataApiConnectorParts): Caller {
  const { database, secretArn, signal } = place;
  const target = { resourceArn: database.cluster, secretArn };
  const databaseTarget = { ...target, database: database.database };

  /** Calls until the cluster is awake, or for as long as is worth waiting for that. */
  async function callAwake<T>(call: (abortSignal: AbortSignal) => Promise<T>, deadlineMs: number): Promise<Sent<T>> {
    const awakeByMs = Math.min(deadlineMs, clock.now() + resuming.mostMs);
    for (;;) {
      const sent = await callOnce(call, { leftMs: deadlineMs - clock.now(), signal });
      const pauseMs = resuming.stepMs + random() * resuming.jitterMs;
      const isAsleep = !sent.ok && sent.failure.kind === 'resuming';
      if (!isAsleep || clock.now() + pauseMs >= awakeByMs || signal?.aborted) return sent;
      await timer.wait(pauseMs, signal);
    }
  }

  return {
    async execute(sql, deadlineMs, transactionId) {
      const transaction = transactionId === undefined ? {} : { transactionId };
      const command = { ...databaseTarget, ...transaction, sql, includeResultMetadata: true };
      const sent = await callAwake(
        (abortSignal) => client.send(new sdk.ExecuteStatementCommand(command), { abortSignal }),
        deadlineMs,
      );
      if (!sent.ok) return sent;
      const { columnMetadata = [], records = [] } = sent.output;
      const columns = columnMetadata.map(({ label, name }) => label ?? name ?? '');
      return readAnswer(columns, records, sent.tookMs);
    },
    begin: (deadlineMs) =>
      callAwake(
        (abortSignal) => client.send(new sdk.BeginTransactionCommand(databaseTarget), { abortSignal }),
        deadlineMs,
      ),
    async rollBack(transactionId) {
      const command = new sdk.RollbackTransactionCommand({ ...target, transactionId });
      for (let tries = 1; tries <= rollback.triesMost; tries += 1) {
        const limit = { leftMs: rollback.callMs, signal: undefined };
        const sent = await callOnce((abortSignal) => client.send(command, { abortSignal }), limit);
        if (sent.ok || tries === rollback.triesMost) return;
        await timer.wait(rollback.pauseMs);
      }
    },
  };
}

function createSession(caller: Caller, { now }: Clock): DatabaseSession {
  async function executeReadOnly(sql: string, deadlineMs: number, timeZone: string): Promise<SqlOutcome> {
    const settings = settleTransaction({ timeZone, timeoutMs: deadlineMs - now() });
    if (!settings.ok) return settings;
    const begun = await caller.begin(deadlineMs);
    if (!begun.ok) return begun;
    const { transactionId = '' } = begun.output;
    try {
      for (const preparation of ['SET TRANSACTION READ ONLY', settings.sql]) {
        const prepared = await caller.execute(preparation, deadlineMs, transactionId);
        if (!prepared.ok) return prepared;
      }
      return await caller.execute(sql, deadlineMs, transactionId);
    } finally {
      await caller.rollBack(transactionId);
    }
  }

  return {
    query: (sql, { timeoutMs }) => caller.execute(sql, now() + timeoutMs),
    queryReadOnly: (sql, { timeoutMs, timeZone }) => executeReadOnly(sql, now() + timeoutMs, timeZone),
    // Nothing is held between two calls.
    close: async () => undefined,
  };
}

async function callOnce<T>(
  call: (abortSignal: AbortSignal) => Promise<T>,
  { leftMs, signal }: { readonly leftMs: number; readonly signal: AbortSignal | undefined },
): Promise<Sent<T>> {
  const timeout = AbortSignal.timeout(Math.max(1, Math.round(leftMs)));
  const startedMs = performance.now();
  try {
    const output = await call(signal === undefined ? timeout : AbortSignal.any([timeout, signal]));
    return { ok: true, output, tookMs: performance.now() - startedMs };
  } catch (error) {
    if (signal?.aborted) return refuse('ours', 'The run ended before the Data API had answered');
    if (timeout.aborted) return refuse('timeout', `The Data API gave no answer within ${Math.round(leftMs)} ms`);
    return { ok: false, failure: explainDataApiError(error) };
  }
}

function readAnswer(columns: readonly string[], records: readonly Field[][], tookMs: number): SqlOutcome {
  const rows = records.map((record) => record.map(textOf));
  const foreign = rows.map((row) => row.indexOf(undefined)).find((index) => index !== -1);
  if (foreign !== undefined) {
    return refuse(
      'rejected',
      `Column "${columns[foreign]}" holds what the Data API does not carry exactly, must be cast to text`,
    );
  }
  return { ok: true, answer: { columns, rows: rows as (string | null)[][], tookMs } };
}

/** A value as PostgreSQL writes it; undefined for arrays, and for whole numbers that the SDK has already rounded. */
function textOf(field: Field): string | null | undefined {
  if (field.isNull) return null;
  if (field.stringValue !== undefined) return field.stringValue;
  if (field.booleanValue !== undefined) return field.booleanValue ? 't' : 'f';
  if (field.longValue !== undefined) {
    return Number.isSafeInteger(field.longValue) ? String(field.longValue) : undefined;
  }
  if (field.doubleValue !== undefined) return String(field.doubleValue);
  if (field.blobValue !== undefined) return `\\x${Buffer.from(field.blobValue).toString('hex')}`;
  return undefined;
}

/** What the service's errors mean (RDS Data API reference, "Errors"); those that carry an SQLSTATE are read from that. */
const errorKinds: Readonly<Record<string, DatabaseFailureKind>> = {
  AccessDeniedException: 'credentials',
  ForbiddenException: 'credentials',
  InvalidSecretException: 'credentials',
  SecretsErrorException: 'credentials',
  UnrecognizedClientException: 'credentials',
  ExpiredTokenException: 'credentials',
  InvalidSignatureException: 'credentials',
  DatabaseResumingException: 'resuming',
  InvalidResourceStateException: 'starting',
  StatementTimeoutException: 'timeout',
  DatabaseNotFoundException: 'unreachable',
  DatabaseUnavailableException: 'unreachable',
  NotFoundException: 'unreachable',
  TransactionNotFoundException: 'unreachable',
  InternalServerErrorException: 'unreachable',
  ServiceUnavailableError: 'unreachable',
  BadRequestException: 'rejected',
  ValidationException: 'rejected',
  DatabaseErrorException: 'rejected',
  UnsupportedResultException: 'rejected',
};

/** What an error of the SDK means: the database's own words where it spoke, else the service's; other errors are ours. */
function explainDataApiError(error: unknown): DatabaseFailure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const sqlState = /SQLState: ([0-9A-Z]{5})/.exec(message)?.[1];
  if (sqlState !== undefined) return explainSqlError(message, sqlState);
  const kind = Object.hasOwn(errorKinds, name) ? errorKinds[name] : undefined;
  if (kind === 'rejected' && /size limit|exceed|too large/i.test(message)) {
    return { kind: 'too-large', message: cleanMessage(message) };
  }
  return {
    kind: kind ?? 'ours',
    message: cleanMessage(kind === undefined ? `Data API, ${name}: ${message}` : message),
  };
}

/** E.g. `ERROR: column "x" does not exist; Position: 8; SQLState: 42703`. */
function explainSqlError(message: string, sqlState: string): DatabaseFailure {
  const severity = /^(ERROR|FATAL|PANIC): /.exec(message)?.[1];
  const position = /; Position: (\d+)/.exec(message)?.[1];
  const report = { sqlState, ...(severity === undefined ? {} : { severity }) };
  const words = message.replace(/^[A-Z]+: /, '').replace(/(; Position: \d+)?; SQLState: .*$/s, '');
  // Each call logs in, and what ends a login is fatal; 57P01 alone ends statements that ran.
  const phase = severity === 'FATAL' && sqlState !== '57P01' ? 'connecting' : 'running';
  return {
    kind: classifySqlState(report, phase),
    message: cleanMessage(words),
    sqlState,
    ...(position === undefined ? {} : { position: Number(position) }),
  };
}
