/** Keeps the beginning of a body, up to a limit. */
export interface BodyBuffer {
  /** Copies bytes; false once there were more than fit. */
  append(bytes: Buffer): boolean;
  lengthBytes(): number;
  isTruncated(): boolean;
  bytes(): Buffer;
}

/** What is reserved for a body before it comes: an announced length is not believed. */
const firstBytes = 16_384;

export function createBodyBuffer({
  maxBytes,
  expectedBytes,
}: {
  readonly maxBytes: number;
  readonly expectedBytes?: number;
}): BodyBuffer {
  let memory = Buffer.allocUnsafe(Math.min(maxBytes, expectedBytes ?? 1_024, firstBytes));
  let length = 0;
  let truncated = false;

  function reserve(wanted: number): void {
    if (wanted <= memory.length) return;
    const grown = Buffer.allocUnsafe(Math.min(maxBytes, Math.max(wanted, memory.length * 2)));
    memory.copy(grown, 0, 0, length);
    memory = grown;
  }

  return {
    append(bytes) {
      const taken = Math.min(bytes.length, maxBytes - length);
      reserve(length + taken);
      bytes.copy(memory, length, 0, taken);
      length += taken;
      truncated ||= taken < bytes.length;
      return !truncated;
    },
    lengthBytes: () => length,
    isTruncated: () => truncated,
    bytes: () => memory.subarray(0, length),
  };
}
