import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { inTime } from './in-time.ts';
import type { ConnectionTarget } from './target.ts';

/** What a server gives each connection, so that another one may cancel its statement. */
export interface CancelKey {
  readonly processId: number;
  readonly secretKey: number;
}

/** First words of a connection that is none (PostgreSQL, "Message Formats": SSLRequest, CancelRequest). */
const sslRequestCode = 80_877_103;
const cancelRequestCode = 80_877_102;

/**
 * Asks a server to cancel what a connection of ours runs, over TLS where that had it: a client that merely goes is noticed only
 * at the statement's end. `address`: where that connection led, because a name may lead to another server by now. Never rejects.
 */
export async function cancelStatement(
  key: CancelKey,
  {
    target,
    address,
    timeoutMs,
  }: { readonly target: ConnectionTarget; readonly address: string; readonly timeoutMs: number },
): Promise<void> {
  const socket = connect({ host: address, port: target.port });
  await inTime(askToCancel(socket, key, target), { timeoutMs });
  socket.destroy();
}

async function askToCancel(
  socket: Socket,
  { processId, secretKey }: CancelKey,
  target: ConnectionTarget,
): Promise<void> {
  await once(socket, 'connect');
  const stream = target.tls === false ? socket : await secure(socket, target);
  stream.on('error', () => undefined); // The server closes without an answer, however it likes.
  stream.resume().end(encodeInt32s(16, cancelRequestCode, processId, secretKey));
  await once(stream, 'close');
}

async function secure(socket: Socket, { host, tls }: ConnectionTarget): Promise<Socket> {
  socket.write(encodeInt32s(8, sslRequestCode));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (answer.toString('latin1') !== 'S') throw new Error('Cannot cancel a statement: TLS was refused, must be offered');
  const secured = connectTls({ ...tls, socket, host });
  await once(secured, 'secureConnect');
  return secured;
}

function encodeInt32s(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => {
    bytes.writeInt32BE(number, index * 4);
  });
  return bytes;
}
