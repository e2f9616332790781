import { encodeErrorResponse, sslRequestCode } from './postgres-wire.ts';
import { type RawServer, startRawServer } from './raw-server.ts';

/** Starts a server that refuses every login as PostgreSQL does, in plain text. */
export function startRefusingPostgres(refusal: {
  readonly sqlState: string;
  readonly message: string;
}): Promise<RawServer> {
  return startRawServer((socket) => {
    socket.on('data', (bytes) => {
      const asksForTls = bytes.length === 8 && bytes.readInt32BE(4) === sslRequestCode;
      if (asksForTls) socket.write('N');
      else socket.end(encodeErrorResponse({ severity: 'FATAL', ...refusal }));
    });
  });
}
