/** The codes with which a connection may begin (PostgreSQL, "Message Formats"). */
export const sslRequestCode = 80_877_103;
export const cancelRequestCode = 80_877_102;

/** A message of the server: a letter, its length, its body. */
export function encodeMessage(letter: string, body: Uint8Array | string = ''): Buffer {
  const bytes = Buffer.from(body as string);
  const head = Buffer.alloc(5);
  head.write(letter, 'latin1');
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

/** What a server says when it refuses. */
export interface Refusal {
  readonly severity: 'ERROR' | 'FATAL';
  readonly sqlState: string;
  readonly message: string;
}

/** ErrorResponse. */
export function encodeErrorResponse({ severity, sqlState, message }: Refusal): Buffer {
  return encodeMessage('E', `S${severity}\0V${severity}\0C${sqlState}\0M${message}\0\0`);
}

/** AuthenticationOk, BackendKeyData and ReadyForQuery: a login without a password. */
export const loginAccepted: Buffer = Buffer.concat([
  encodeMessage('R', Buffer.from([0, 0, 0, 0])),
  encodeMessage('K', Buffer.from([0, 0, 0, 7, 0, 0, 0, 9])),
  encodeMessage('Z', 'I'),
]);
