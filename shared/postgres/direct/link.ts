import { Socket } from 'node:net';
import { Client, type QueryArrayConfig } from 'pg';
import type { DatabaseFailure } from '../../model/database-failure.ts';
import type { SqlOutcome } from '../../ports/database.ts';
import { type CancelKey, cancelStatement } from './cancel-statement.ts';
import { explainError, isRefusalOnly } from './explain-error.ts';
import { inTime, type TimeLimit } from './in-time.ts';
import { type ConnectionTarget, formatTarget } from './target.ts';

/** A connection of `pg` inside limits of our own, which hold whatever the other side does. */
export interface Link {
  /** Runs one statement; a connection that did not answer in time is gone afterwards. Never rejects. */
  run(sql: string, timeoutMs: number): Promise<SqlOutcome>;
  /** Takes leave, and waits a moment for the server to have ended the session. Never rejects. */
  close(): Promise<void>;
}

/** A connection that is logged in, or why there is none. */
export type LinkOutcome =
  | { readonly ok: true; readonly link: Link; readonly connectMs: number }
  | { readonly ok: false; readonly failure: DatabaseFailure };

/** More than any check reads: an answer of this many bytes is a mistake in the SQL. */
export const answerBytesMost = 8 * 1024 * 1024;

/** How our sessions are called in `pg_stat_activity`. */
const applicationName = 'watchkeeper';

/** What is granted to a server for things that nobody waits for: a farewell, a statement to cancel. */
const farewellMs = 1_000;

/** `pg` keeps them where its types do not say so. */
type KeyedClient = Client & { readonly processID: number | null; readonly secretKey: number | null };

/** What decides that an answer comes as text, and that only one statement runs; `queryMode` is missing in the types of `pg`. */
const statementMode: Omit<QueryArrayConfig, 'text'> & { readonly queryMode: 'extended' } = {
  rowMode: 'array',
  queryMode: 'extended',
  types: { getTypeParser: () => (value: string) => value },
};

/** Connects and logs in within a time. The signal ends the connection at any later moment as well. Never rejects. */
export async function openLink(target: ConnectionTarget, limit: TimeLimit): Promise<LinkOutcome> {
  const startedMs = performance.now();
  const guarded = createGuardedClient(target);
  const { client, breakOff } = guarded;
  let isAccepted = false;
  client.connection.once('connect', () => {
    isAccepted = true;
  });
  const outcome = await inTime(client.connect(), limit);
  if (outcome.over === 'done') {
    return { ok: true, link: createLink(guarded, target, limit.signal), connectMs: performance.now() - startedMs };
  }
  const failure =
    outcome.over === 'failed'
      ? explainError(outcome.error, target, 'connecting')
      : explainInterruption(outcome.over, isAccepted, target, limit);
  return { ok: false, failure: breakOff(failure) };
}

interface GuardedClient {
  readonly client: Client;
  readonly socket: Socket;
  /** Why the connection is gone, where it is. */
  readonly broken: () => DatabaseFailure | undefined;
  /** Ends the connection at once; the first reason stays. */
  readonly breakOff: (failure: DatabaseFailure) => DatabaseFailure;
  /** Starts to count the bytes of an answer anew. */
  readonly expectAnswer: () => void;
}

function createGuardedClient(target: ConnectionTarget): GuardedClient {
  const socket = new Socket();
  const client = createClient(target, socket);
  let broken: DatabaseFailure | undefined;
  let answerBytes = 0;

  function breakOff(failure: DatabaseFailure): DatabaseFailure {
    broken ??= failure;
    client.connection.stream.destroy();
    socket.destroy();
    return broken;
  }
  function count(bytes: Buffer): void {
    answerBytes += bytes.length;
    if (answerBytes > answerBytesMost) {
      breakOff({ kind: 'too-large', message: `The answer is larger than ${answerBytesMost / 1024 / 1024} MiB` });
    }
  }
  client.on('error', (error) => breakOff(explainError(error, target, 'running')));
  socket.on('data', count);
  client.connection.on('sslconnect', () => client.connection.stream.on('data', count));
  return {
    client,
    socket,
    broken: () => broken,
    breakOff,
    expectAnswer() {
      answerBytes = 0;
    },
  };
}

/** Nothing is left for `pg` to read from the environment (`PGSSLMODE`, `PGPASSWORD`, `PGOPTIONS`, ...). */
function createClient({ host, port, user, password, database, tls }: ConnectionTarget, socket: Socket): Client {
  const client = new Client({
    host,
    port,
    user,
    password: () => password,
    database,
    ssl: tls,
    sslnegotiation: 'postgres',
    stream: () => socket,
  });
  // A pooler refuses every other startup parameter.
  return Object.assign(client, { getStartupConf: () => ({ user, database, application_name: applicationName }) });
}

function createLink(guarded: GuardedClient, target: ConnectionTarget, signal: AbortSignal | undefined): Link {
  const { client, socket, broken, breakOff } = guarded;
  const { processID: processId, secretKey } = client as KeyedClient;
  const address = socket.remoteAddress;
  let cancelling = Promise.resolve();

  /** The socket is gone at once; the server is told beside, and `close` waits for that. */
  function giveUp(failure: DatabaseFailure): DatabaseFailure {
    if (processId !== null && secretKey !== null && address !== undefined) {
      const key: CancelKey = { processId, secretKey };
      cancelling = cancelStatement(key, { target, address, timeoutMs: farewellMs });
    }
    return breakOff(failure);
  }

  return {
    async run(sql, timeoutMs) {
      const gone = broken() ?? refuseUnspeakable(sql);
      if (gone !== undefined) return { ok: false, failure: gone };
      guarded.expectAnswer();
      const startedMs = performance.now();
      const limit = { timeoutMs, signal };
      const outcome = await inTime(client.query<(string | null)[]>({ ...statementMode, text: sql }), limit);
      if (outcome.over === 'done') {
        const { fields, rows } = outcome.value;
        const columns = fields.map(({ name }) => name);
        return { ok: true, answer: { columns, rows, tookMs: performance.now() - startedMs } };
      }
      if (outcome.over === 'failed') {
        const failure = broken() ?? explainError(outcome.error, target, 'running');
        return { ok: false, failure: isRefusalOnly(outcome.error) ? failure : breakOff(failure) };
      }
      return { ok: false, failure: giveUp(explainInterruption(outcome.over, true, target, limit)) };
    },
    async close() {
      if (broken() === undefined) await inTime(client.end(), { timeoutMs: farewellMs });
      breakOff({ kind: 'ours', message: 'The session was closed' });
      await cancelling;
    },
  };
}

/** The protocol ends a text at its first NUL: what follows would be read as something else. */
function refuseUnspeakable(sql: string): DatabaseFailure | undefined {
  if (!sql.includes('\0')) return undefined;
  return { kind: 'rejected', message: 'The statement holds a NUL character, must be without' };
}

function explainInterruption(
  over: 'late' | 'stopped',
  isAccepted: boolean,
  target: ConnectionTarget,
  { timeoutMs }: TimeLimit,
): DatabaseFailure {
  const to = formatTarget(target);
  if (over === 'stopped') return { kind: 'ours', message: `The run ended before ${to} had answered` };
  const within = `within ${Math.round(timeoutMs)} ms`;
  if (isAccepted) return { kind: 'timeout', message: `${to} accepted the connection and gave no answer ${within}` };
  return { kind: 'unreachable', message: `${to} did not accept a connection ${within}` };
}
