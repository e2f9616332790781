import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { quote } from '../assertions/excerpt.ts';

/** A body without its content coding, cut at a limit; or why it cannot be read. */
export type DecodedBody = Bytes | { readonly problem: string };

/** A body as it came. */
export interface CodedBody {
  readonly bytes: Uint8Array;
  /** The value of `content-encoding`. */
  readonly coding: string;
  /** The bytes are only the beginning: that they break off is no fault. */
  readonly isTruncated: boolean;
}

/** More codings on top of each other serve no visitor. */
const maxLayers = 3;

/** An incomplete end is decoded as far as it goes. */
const partly = { finishFlush: constants.Z_SYNC_FLUSH };
const partlyBrotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const partlyZstd = { finishFlush: constants.ZSTD_e_flush };

/** RFC 9110, section 8.4.1; RFC 7932; RFC 8878. "deflate" also comes without its zlib header (RFC 9110, 8.4.1.2). */
const decoders: Readonly<Record<string, (bytes: Uint8Array, isTruncated: boolean) => Transform>> = {
  gzip: (_, isTruncated) => createGunzip(isTruncated ? partly : {}),
  'x-gzip': (_, isTruncated) => createGunzip(isTruncated ? partly : {}),
  deflate: ([first = 0], isTruncated) =>
    (first & 0x0f) === 8 ? createInflate(isTruncated ? partly : {}) : createInflateRaw(isTruncated ? partly : {}),
  br: (_, isTruncated) => createBrotliDecompress(isTruncated ? partlyBrotli : {}),
  zstd: (_, isTruncated) => createZstdDecompress(isTruncated ? partlyZstd : {}),
};

/**
 * Takes the content codings off a body, the last one first, as far as they are known: what nobody knows is passed on as it is,
 * as browsers do. At most `maxBytes` come out, however much is packed into them.
 */
export async function decodeBody({ bytes, coding, isTruncated }: CodedBody, maxBytes: number): Promise<DecodedBody> {
  const layers = coding
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== 'identity');
  if (layers.length > maxLayers) return { problem: `Body has more than ${maxLayers} content-encodings` };
  let decoded = { bytes, isTruncated };
  for (const layer of layers.reverse()) {
    const createDecoder = Object.hasOwn(decoders, layer) ? decoders[layer] : undefined;
    if (createDecoder === undefined || decoded.bytes.length === 0) break;
    const next = await decodeLayer(createDecoder(decoded.bytes, decoded.isTruncated), decoded, maxBytes);
    if (next === undefined) return { problem: `Body is not what its content-encoding ${quote(layer)} says` };
    decoded = next;
  }
  return decoded;
}

interface Bytes {
  readonly bytes: Uint8Array;
  readonly isTruncated: boolean;
}

function decodeLayer(decoder: Transform, { bytes, isTruncated }: Bytes, maxBytes: number): Promise<Bytes | undefined> {
  const { promise, resolve } = Promise.withResolvers<Bytes | undefined>();
  const pieces: Buffer[] = [];
  let length = 0;
  const finish = (isCut: boolean): void => {
    decoder.destroy();
    resolve({ bytes: Buffer.concat(pieces).subarray(0, maxBytes), isTruncated: isCut });
  };
  decoder.on('data', (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
    if (length > maxBytes) finish(true);
  });
  decoder.on('end', () => finish(isTruncated));
  decoder.on('error', () => resolve(undefined));
  decoder.end(bytes);
  return promise;
}
