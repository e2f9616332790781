import type { Socket } from 'node:net';
import type { Client } from 'pg';
import { encodeErrorResponse, loginAccepted } from './postgres-wire.ts';
import { type RawServer, startRawServer } from './raw-server.ts';

/** Startup parameters that PgBouncer keeps track of; it refuses every other one. */
const trackedParameters = new Set(['user', 'database', 'application_name', 'client_encoding', 'timezone', 'datestyle']);

/** A pooler in transaction mode before a real server, and what it saw. */
export interface TransactionPooler {
  readonly port: number;
  /** Names of the prepared statements that clients asked for; the unnamed one is allowed. */
  readonly namedStatements: readonly string[];
  /** How many transactions each of its connections to the server carried. */
  readonly transactions: () => readonly number[];
  close(): Promise<void>;
}

interface Backend {
  readonly socket: Socket;
  transactions: number;
}

/**
 * Starts a pooler that gives each transaction of a client to the next of its connections, as PgBouncer does with many clients:
 * nothing that a session sets is there for the next transaction. It takes one client at a time, and every password.
 */
export async function startTransactionPooler(clients: readonly Client[]): Promise<TransactionPooler> {
  const backends = clients.map(takeOver);
  const namedStatements: string[] = [];
  let turn = 0;
  const current = (): Backend => {
    const backend = backends[turn % backends.length];
    if (backend === undefined) throw new Error('Cannot pool without connections: must be given one');
    return backend;
  };

  const server: RawServer = await startRawServer((socket) => {
    let isLoggedIn = false;
    readFrames(
      socket,
      () => isLoggedIn,
      (frame) => {
        if (!isLoggedIn) {
          isLoggedIn = true;
          const refused = refusedParameter(frame);
          if (refused === undefined) socket.write(loginAccepted);
          else socket.end(refuse('08P01', `unsupported startup parameter: ${refused}`));
          return;
        }
        const letter = String.fromCharCode(frame[0] ?? 0);
        if (letter === 'X') return void socket.end();
        const name = letter === 'P' ? readText(frame, 5) : '';
        if (name !== '') {
          namedStatements.push(name);
          socket.end(refuse('26000', `prepared statement "${name}" does not exist`));
          return;
        }
        current().socket.write(frame);
      },
    );
    for (const backend of backends) {
      backend.socket.removeAllListeners('data');
      readFrames(
        backend.socket,
        () => true,
        (frame) => {
          socket.write(frame);
          const isTransactionOver = frame[0] === 'Z'.charCodeAt(0) && frame[5] === 'I'.charCodeAt(0);
          if (!isTransactionOver) return;
          backend.transactions += 1;
          turn += 1;
        },
      );
    }
  });
  return {
    port: server.port,
    namedStatements,
    transactions: () => backends.map(({ transactions }) => transactions),
    close: () => server.close(),
  };
}

/** The socket of a client that is logged in. */
function takeOver(client: Client): Backend {
  return { socket: client.connection.stream as Socket, transactions: 0 };
}

const refuse = (sqlState: string, message: string) => encodeErrorResponse({ severity: 'FATAL', sqlState, message });

/** Cuts a stream into messages: all have a letter before their length, the first one of a client has not. */
function readFrames(socket: Socket, hasLetter: () => boolean, take: (frame: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const head = hasLetter() ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const frame = rest.subarray(0, length);
      rest = rest.subarray(length);
      take(frame);
    }
  });
}

function refusedParameter(startup: Buffer): string | undefined {
  const words = startup.subarray(8).toString('utf8').split('\0');
  const names = words.filter((word, index) => index % 2 === 0 && word !== '');
  return names.find((name) => !trackedParameters.has(name.toLowerCase()));
}

function readText(frame: Buffer, start: number): string {
  return frame.subarray(start, frame.indexOf(0, start)).toString('utf8');
}
