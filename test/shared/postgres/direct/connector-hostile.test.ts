import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatabaseSpec } from '../../../../shared/model/database.ts';
import { createDirectConnector, type DirectConnectorParts } from '../../../../shared/postgres/direct/connector.ts';
import { answerBytesMost } from '../../../../shared/postgres/direct/link.ts';
import { createPasswordStore } from '../../../support/postgres.ts';
import {
  cancelRequestCode,
  encodeErrorResponse,
  encodeMessage,
  loginAccepted,
} from '../../../support/servers/postgres-wire.ts';
import { type RawServer, sayAndEnd, sayAndStay, startRawServer } from '../../../support/servers/raw-server.ts';

const password = 's3cret-pa55word';
const parts: DirectConnectorParts = {
  secrets: createPasswordStore(new Map([['watch', password]])),
  retryAfterMs: 1,
};

let server: RawServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(answer: (socket: Socket) => void): Promise<DatabaseSpec> {
  server = await startRawServer(answer);
  return specAt(server.port);
}

const specAt = (port: number): DatabaseSpec => ({
  id: 'shop',
  title: 'Shop',
  kind: 'postgres',
  host: '127.0.0.1',
  port,
  database: 'shop',
  tls: 'off',
  logins: { health: { kind: 'password', user: 'watch', password: { secret: 'watch' } } },
});

const connect = (spec: DatabaseSpec, timeoutMs = 200, signal?: AbortSignal) =>
  createDirectConnector(parts).connect(spec, {
    role: 'health',
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });

async function openSession(answer: (socket: Socket) => void) {
  const connection = await connect(await start(answer), 5_000);
  if (!connection.ok) throw new Error(`Cannot open a session: ${connection.failure.message}`);
  return connection.session;
}

/** Accepts a login and answers the first statement with `reply`; requests to cancel are only counted. */
function acceptAndReply(reply: string | Uint8Array, cancelled: number[] = []): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', (first) => {
      if (first.readInt32BE(4) === cancelRequestCode) {
        cancelled.push(first.readInt32BE(8));
        socket.end();
        return;
      }
      socket.write(loginAccepted);
      socket.once('data', () => socket.write(reply));
    });
  };
}

/** One column of text; then a row that says it has 100 bytes, and ten of them. */
const half = Buffer.concat([
  encodeMessage('1'),
  encodeMessage('2'),
  encodeMessage('T', Buffer.from('0001 6100 00000000 0000 00000019 ffff ffffffff 0000'.replaceAll(' ', ''), 'hex')),
  encodeMessage('D', Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 100]), Buffer.alloc(100)])).subarray(0, 20),
]);

describe('a server that hangs', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['says nothing at all', () => undefined],
    ['asks for a password and falls silent', sayAndStay(encodeMessage('R', Buffer.from([0, 0, 0, 3])))],
    ['says half a message', sayAndStay('R\0\0')],
    ['announces a message of a gigabyte', sayAndStay(Buffer.from('E\x40\0\0\0abc', 'latin1'))],
  ])('does not hang us where it %s', async (_, answer) => {
    let ended: Promise<unknown> | undefined;
    const spec = await start((socket) => {
      ended = once(socket, 'close');
      answer(socket);
    });
    expect(await connect(spec)).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
    await ended;
  });

  it('does not hang us before TLS, nor inside it', async () => {
    const spec = await start((socket) => socket.once('data', () => socket.write('S')));
    expect(await connect({ ...spec, tls: 'rds' } as DatabaseSpec)).toMatchObject({ failure: { kind: 'timeout' } });
    await server?.close();
    expect(await connect({ ...(await start(() => undefined)), tls: 'rds' } as DatabaseSpec)).toMatchObject({
      failure: { kind: 'timeout' },
    });
  });

  it.each([
    ['in the middle of an answer', half],
    ['before its answer', ''],
    ['after its answer, without an end', half.subarray(0, 10)],
  ])('does not hang us where it stalls %s', async (_, reply) => {
    const cancelled: number[] = [];
    const session = await openSession(acceptAndReply(reply, cancelled));
    const outcome = await session.query('SELECT 1', { timeoutMs: 100 });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
    expect(await session.query('SELECT 2', { timeoutMs: 100 })).toEqual(outcome);
    await session.close();
    expect(cancelled).toEqual([7]);
  });

  it('does not hang us where it does not say goodbye', async () => {
    const session = await openSession((socket) => {
      socket.allowHalfOpen = true;
      acceptAndReply('')(socket);
    });
    await session.close();
    await session.close();
    expect(server?.received[0]?.endsWith('X\0\0\0\x04')).toBe(true);
  });
});

describe('a server that speaks wrongly', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['HTTP', sayAndEnd('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['noise', sayAndEnd('\xff\xfe\0\0\0\x08noise')],
    ['and closes', (socket) => socket.once('data', () => socket.end())],
    ['and resets', (socket) => socket.once('data', () => socket.resetAndDestroy())],
  ])('is unreachable: %s', async (_, answer) => {
    expect(await connect(await start(answer), 2_000)).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
  });

  it('costs no more memory than an answer may have', async () => {
    const endless = Buffer.concat([Buffer.from('D\x40\0\0\0', 'latin1'), Buffer.alloc(answerBytesMost)]);
    const session = await openSession(acceptAndReply(endless));
    expect(await session.query('SELECT 1', { timeoutMs: 5_000 })).toMatchObject({ failure: { kind: 'too-large' } });
    await session.close();
  });
});

describe('a connection that the network refuses', () => {
  it('is tried once more', async () => {
    let connections = 0;
    const spec = await start((socket) => {
      connections += 1;
      if (connections === 1) socket.resetAndDestroy();
      else acceptAndReply('')(socket);
    });
    const connection = await connect(spec, 5_000);
    expect(connection.ok).toBe(true);
    if (connection.ok) await connection.session.close();
    expect(connections).toBe(2);
  });

  it('is tried no third time', async () => {
    let connections = 0;
    const spec = await start((socket) => {
      connections += 1;
      socket.resetAndDestroy();
    });
    expect(await connect(spec, 5_000)).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(connections).toBe(2);
  });

  it('is not tried again where the server itself refused', async () => {
    let connections = 0;
    const spec = await start((socket) => {
      connections += 1;
      sayAndEnd(encodeErrorResponse({ severity: 'FATAL', sqlState: '53300', message: 'too many clients' }))(socket);
    });
    expect(await connect(spec, 5_000)).toMatchObject({ failure: { kind: 'full', message: 'too many clients' } });
    expect(connections).toBe(1);
  });
});

describe('a signal that aborts', () => {
  it('ends the wait for a connection', async () => {
    const controller = new AbortController();
    const spec = await start((socket) => socket.once('data', () => controller.abort()));
    expect(await connect(spec, 30_000, controller.signal)).toMatchObject({ failure: { kind: 'ours' } });
  });

  it('ends a statement, too', async () => {
    const controller = new AbortController();
    const spec = await start((socket) =>
      socket.once('data', () => {
        socket.write(loginAccepted);
        socket.once('data', () => controller.abort());
      }),
    );
    const connection = await connect(spec, 30_000, controller.signal);
    if (!connection.ok) throw new Error(connection.failure.message);
    expect(await connection.session.query('SELECT 1', { timeoutMs: 30_000 })).toMatchObject({
      failure: { kind: 'ours' },
    });
    await connection.session.close();
  });
});
