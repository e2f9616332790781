import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CodedBody, type DecodedBody, decodeBody } from '../../../../shared/probes/exchange/content-coding.ts';

const packWithBrotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } });

const text = 'hello shop '.repeat(20);

async function decode(bytes: Uint8Array, coding: string, differs: Partial<CodedBody> = {}, maxBytes = 1_000) {
  return summarize(await decodeBody({ bytes, coding, isTruncated: false, ...differs }, maxBytes));
}

const summarize = (body: DecodedBody) =>
  'problem' in body ? body : { text: Buffer.from(body.bytes).toString(), isTruncated: body.isTruncated };

describe('decodeBody()', () => {
  it.each<readonly [string, Uint8Array]>([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity, gzip', gzipSync(text)],
    ['none of ours', Buffer.from(text)],
    ['none-of-ours, gzip', gzipSync(text)],
  ])('decodes %s', async (coding, bytes) => {
    expect(await decode(bytes, coding)).toEqual({ text, isTruncated: false });
  });

  it.each<readonly [string, (bytes: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', packWithBrotli],
    ['zstd', zstdCompressSync],
  ])('unpacks no more of a %s bomb than the limit', async (coding, pack) => {
    const bomb = pack(Buffer.alloc(32 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    const body = await decodeBody({ bytes: bomb, coding, isTruncated: false }, 10_000);
    expect(body).toMatchObject({ isTruncated: true });
    expect('bytes' in body && body.bytes.length).toBe(10_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  });

  it('unpacks no more of a bomb inside of a bomb than the limit', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(32 * 1024 * 1024)));
    expect(await decodeBody({ bytes: bomb, coding: 'gzip, gzip', isTruncated: false }, 10_000)).toMatchObject({
      isTruncated: true,
    });
  });

  it.each<readonly [string, (bytes: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', packWithBrotli],
    ['zstd', zstdCompressSync],
  ])('decodes the beginning of a %s body that was cut', async (coding, pack) => {
    const long = Array.from({ length: 60_000 }, (_, index) => `item ${index * 7_919}`).join('\n');
    const packed = pack(Buffer.from(long));
    const half = packed.subarray(0, packed.length / 2);
    const body = await decodeBody({ bytes: half, coding, isTruncated: true }, 10_000_000);
    const decoded = 'bytes' in body ? Buffer.from(body.bytes).toString() : '';
    expect(decoded.length).toBeGreaterThan(100_000);
    expect(long.startsWith(decoded)).toBe(true);
    expect(body).toMatchObject({ isTruncated: true });
  });

  it.each<readonly [string, string, Uint8Array]>([
    ['is not packed at all', 'gzip', Buffer.from(text)],
    ['is packed otherwise', 'br', gzipSync(text)],
    ['breaks off', 'gzip', gzipSync(text).subarray(0, 20)],
    ['breaks off', 'br', brotliCompressSync(text).subarray(0, 10)],
    ['breaks off', 'zstd', zstdCompressSync(text).subarray(0, 10)],
  ])('refuses a body that %s instead of %s', async (_, coding, bytes) => {
    expect(await decode(bytes, coding)).toEqual({ problem: `Body is not what its content-encoding "${coding}" says` });
  });

  it('refuses too many codings on top of each other', async () => {
    expect(await decode(gzipSync(text), 'gzip, gzip, gzip, gzip')).toEqual({
      problem: 'Body has more than 3 content-encodings',
    });
  });

  it('leaves an empty body alone', async () => {
    expect(await decode(new Uint8Array(), 'gzip')).toEqual({ text: '', isTruncated: false });
  });
});
