/** The beginning of a body, up to a limit. */
export interface BodyBuffer {
  readonly maxBytes: number;
  memory: Buffer;
  lengthBytes: number;
  /** There was more than the limit. */
  isTruncated: boolean;
}

/** What is reserved for a body before it comes: an announced length is not believed. */
const mostReservedBytes = 16_384;
const leastReservedBytes = 1_024;

/** An empty buffer; where the length of the body is announced, one that fits. */
export function createBodyBuffer(maxBytes: number, announcedBytes = leastReservedBytes): BodyBuffer {
  const memory = Buffer.allocUnsafe(Math.min(maxBytes, announcedBytes, mostReservedBytes));
  return { maxBytes, memory, lengthBytes: 0, isTruncated: false };
}

/** Copies bytes behind those that are there already, as far as the limit allows. */
export function keepBytes(body: BodyBuffer, bytes: Buffer): void {
  const { maxBytes, lengthBytes } = body;
  const keptBytes = Math.min(bytes.length, maxBytes - lengthBytes);
  reserve(body, lengthBytes + keptBytes);
  bytes.copy(body.memory, lengthBytes, 0, keptBytes);
  body.lengthBytes += keptBytes;
  if (keptBytes < bytes.length) body.isTruncated = true;
}

function reserve(body: BodyBuffer, neededBytes: number): void {
  const { maxBytes, memory, lengthBytes } = body;
  if (neededBytes <= memory.length) return;
  body.memory = Buffer.allocUnsafe(Math.min(maxBytes, Math.max(neededBytes, memory.length * 2)));
  memory.copy(body.memory, 0, 0, lengthBytes);
}
