import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerProblem } from '../../../../shared/probes/exchange/answer-problem.ts';
import {
  type AnswerReaderOptions,
  createAnswerReader,
  type WireAnswer,
} from '../../../../shared/probes/exchange/answer-reader.ts';

type Outcome = WireAnswer | AnswerProblem | 'more';

/** Feeds pieces, and the end unless told otherwise. */
function readPieces(
  pieces: readonly Buffer[],
  { isOpen = false, ...options }: Partial<AnswerReaderOptions> & { readonly isOpen?: boolean } = {},
): Outcome {
  const reader = createAnswerReader({ method: 'GET', maxBodyBytes: 1_000, ...options });
  for (const piece of pieces) {
    const outcome = reader.read(piece);
    if (outcome !== undefined) return outcome;
  }
  return isOpen ? 'more' : reader.end();
}

const read = (text: string, options: Parameters<typeof readPieces>[1] = {}): Outcome =>
  readPieces([Buffer.from(text, 'latin1')], options);

/** What of an outcome matters, in one flat value. */
function summarize(outcome: Outcome): unknown {
  if (outcome === 'more' || 'problem' in outcome) return outcome;
  const { head, body, bodyTruncated } = outcome;
  return { status: head.status, headers: [...head.headers], body: body.toString('latin1'), bodyTruncated };
}

const ok = 'HTTP/1.1 200 OK\r\n';

describe('createAnswerReader()', () => {
  it.each<readonly [string, string, Partial<AnswerReaderOptions>, string, boolean]>([
    ['of the announced length', `${ok}content-length: 5\r\n\r\nhello`, {}, 'hello', false],
    ['of no length', `${ok}content-length: 0\r\n\r\n`, {}, '', false],
    ['with more behind it', `${ok}content-length: 5\r\n\r\nhello world`, {}, 'hello', false],
    ['with the same length twice', `${ok}content-length: 5\r\ncontent-length: 5\r\n\r\nhello`, {}, 'hello', false],
    ['up to the end of the connection', `${ok}\r\nhello`, {}, 'hello', false],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nhello', {}, 'hello', false],
    ['in chunks', `${ok}transfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n`, {}, 'hello', false],
    [
      'in a chunk with an extension',
      `${ok}transfer-encoding: chunked\r\n\r\n5 ;a="b"\r\nhello\r\n0\r\n\r\n`,
      {},
      'hello',
      false,
    ],
    [
      'in a chunk of hexadecimal size',
      `${ok}transfer-encoding: Chunked\r\n\r\n00A\r\n0123456789\r\n0\r\n\r\n`,
      {},
      '0123456789',
      false,
    ],
    [
      'in chunks with trailer fields',
      `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nx: y\r\n\r\n`,
      {},
      'hello',
      false,
    ],
    ['after bare line feeds', 'HTTP/1.1 200 OK\ncontent-length: 5\n\nhello', {}, 'hello', false],
    [
      'after interim answers',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nlink: x\r\n\r\n${ok}content-length: 2\r\n\r\nhi`,
      {},
      'hi',
      false,
    ],
    [
      'cut at the limit, of an announced length',
      `${ok}content-length: 5\r\n\r\nhello`,
      { maxBodyBytes: 3 },
      'hel',
      true,
    ],
    [
      'cut at the limit, of an announced length that never comes',
      `${ok}content-length: 99999999\r\n\r\nhello`,
      { maxBodyBytes: 3 },
      'hel',
      true,
    ],
    ['exactly as long as the limit', `${ok}content-length: 5\r\n\r\nhello`, { maxBodyBytes: 5 }, 'hello', false],
    [
      'cut at the limit, in chunks',
      `${ok}transfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n`,
      { maxBodyBytes: 4 },
      'hell',
      true,
    ],
    [
      'in chunks, as long as the limit',
      `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
      { maxBodyBytes: 5 },
      'hello',
      false,
    ],
    ['cut at the limit, without end', `${ok}\r\nhello`, { maxBodyBytes: 4 }, 'hell', true],
    ['without end, as long as the limit', `${ok}\r\nhello`, { maxBodyBytes: 5 }, 'hello', false],
    ['cut before its first byte', `${ok}content-length: 5\r\n\r\nhello`, { maxBodyBytes: 0 }, '', true],
    ['that is none, for HEAD', `${ok}content-length: 5\r\n\r\n`, { method: 'HEAD' }, '', false],
    ['that is not wanted', `${ok}content-length: 5\r\n\r\nhello`, { wantsBody: () => false }, '', false],
  ])('reads a body %s', (_, text, options, body, bodyTruncated) => {
    expect(summarize(read(text, options))).toMatchObject({ status: 200, body, bodyTruncated });
  });

  it.each([204, 304, 101])('knows that an answer of status %i has no body', (status) => {
    const text = `HTTP/1.1 ${status} X\r\ncontent-length: 5\r\n\r\n`;
    expect(summarize(read(text, { isOpen: true }))).toMatchObject({ status, body: '' });
  });

  it.each<readonly [string, string, Record<string, string>]>([
    ['names in lower case', 'X-One: a\r\n', { 'x-one': 'a' }],
    ['values without the space around them', 'a: \t b c \t\r\nd:e\r\n', { a: 'b c', d: 'e' }],
    ['empty values', 'a:\r\n', { a: '' }],
    ['repeated fields as one', 'a: b\r\nA: c\r\n', { a: 'b, c' }],
    ['cookies one per line', 'set-cookie: a=1, b\r\nset-cookie: c=2\r\n', { 'set-cookie': 'a=1, b\nc=2' }],
    ['a value that goes on in the next line', 'a: b\r\n  c\r\n\td\r\n', { a: 'b c d' }],
    ['bytes beyond ASCII as they are', 'a: \xc3\xa0\r\n', { a: '\xc3\xa0' }],
    ['no reason phrase', '', {}],
  ])('reads header fields: %s', (_, fields, headers) => {
    const outcome = read(`HTTP/1.1 204\r\n${fields}\r\n`);
    expect(summarize(outcome)).toMatchObject({ status: 204, headers: Object.entries(headers) });
  });

  it.each<readonly [string, string, string]>([
    ['another protocol', 'SSH-2.0-Server_9.9\r\n', 'Answer is not HTTP/1.1: it begins with "SSH-2.0-Server_9.9"'],
    ['another version', 'HTTP/2 200\r\n', 'Answer is not HTTP/1.1: it says "HTTP/2 2"'],
    ['TLS', '\x15\x03\x03\x00\x02\x02\x46', 'Answer is not HTTP/1.1: the server speaks TLS on this port'],
    ['an empty line', '\r\nHTTP/1.1 200 OK\r\n\r\n', 'Answer is not HTTP/1.1: it begins with an empty line'],
    ['a status that is none', 'HTTP/1.1 2x0 OK\r\n\r\n', 'Answer is not HTTP/1.1: it begins with "HTTP/1.1 2x0 OK"'],
    ['bytes without a line end', '\x00\x01'.repeat(50), 'Answer is not HTTP/1.1: it begins with unreadable bytes'],
    [
      'a field without a colon',
      `${ok}garbage\r\n\r\n`,
      'Answer has a line among its header fields that is none: "garbage"',
    ],
    ['a field without a name', `${ok}: x\r\n\r\n`, 'Answer has a line among its header fields that is none: ": x"'],
    [
      'a space before the colon',
      `${ok}a : x\r\n\r\n`,
      'Answer has a line among its header fields that is none: "a : x"',
    ],
    [
      'a continued line before all fields',
      `${ok} x\r\n\r\n`,
      'Answer has a line among its header fields that is none: "x"',
    ],
    ['a NUL in a value', `${ok}a: x\0y\r\n\r\n`, 'Answer has a line among its header fields that is none: "a: x y"'],
    [
      'a carriage return in a value',
      `${ok}a: x\ry\r\n\r\n`,
      'Answer has a line among its header fields that is none: "a: x y"',
    ],
    [
      'two lengths',
      `${ok}content-length: 5\r\ncontent-length: 7\r\n\r\nhello`,
      'Answer has conflicting lengths: content-length "5, 7"',
    ],
    ['a length that is none', `${ok}content-length: -5\r\n\r\n`, 'Answer has content-length "-5", which is no length'],
    [
      'a length beyond all numbers',
      `${ok}content-length: ${'9'.repeat(30)}\r\n\r\n`,
      'Answer has content-length "[number]", which is no length',
    ],
    [
      'a length and chunks',
      `${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n`,
      'Answer gives its length twice: as content-length and by transfer-encoding',
    ],
    [
      'a coding nobody asked for',
      `${ok}transfer-encoding: gzip, chunked\r\n\r\n`,
      'Answer has transfer-encoding "gzip, chunked", which was not asked for',
    ],
    [
      'a chunk size that is none',
      `${ok}transfer-encoding: chunked\r\n\r\nzz\r\n`,
      'Answer has a chunk of size "zz", which is no size',
    ],
    [
      'an empty chunk size',
      `${ok}transfer-encoding: chunked\r\n\r\n\r\n`,
      'Answer has a chunk of size "", which is no size',
    ],
    [
      'a chunk size that overflows',
      `${ok}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
      'Answer has a chunk of size "ffffffffffffffffff", which is too large',
    ],
    [
      'a chunk longer than its size',
      `${ok}transfer-encoding: chunked\r\n\r\n2\r\nhello\r\n`,
      'Answer has a chunk that is longer than its size',
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(read(text)).toEqual({ problem, isCut: false });
  });

  it.each<readonly [string, (index: number) => string, number, string]>([
    ['header fields', (index) => `x-${index}: y\r\n`, 201, 'Answer has more than 200 header fields'],
    ['header bytes', () => `x: ${'y'.repeat(1_000)}\r\n`, 66, 'Answer has more than 64 KiB of header fields'],
    ['bytes in one header field', () => 'x'.repeat(1_000), 66, 'Answer has more than 64 KiB of header fields'],
    ['chunk extensions', () => `1;${'x'.repeat(1_000)}\r\na\r\n`, 17, 'Answer has chunk extensions without end'],
    ['bytes in one chunk extension', () => `1;${'x'.repeat(1_000)}`, 5, 'Answer has chunk extensions without end'],
    ['trailer fields', () => `x: ${'y'.repeat(1_000)}\r\n`, 66, 'Answer has trailer fields without end'],
    ['interim answers', () => 'HTTP/1.1 102 Processing\r\n\r\n', 17, 'Server sends more than 16 interim answers (1xx)'],
  ])('stops reading at a flood of %s', (what, makeItem, count, problem) => {
    const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
    const starts: Record<string, string> = { 'trailer fields': `${chunked}0\r\n`, 'interim answers': '' };
    const start = starts[what] ?? (what.includes('chunk') ? chunked : ok);
    const flood = [start, ...Array.from({ length: count }, (_, index) => makeItem(index))];
    const pieces = flood.map((piece) => Buffer.from(piece, 'latin1'));
    expect(readPieces(pieces, { isOpen: true })).toEqual({ problem, isCut: false });
    expect(readPieces(pieces.slice(0, -1), { isOpen: true })).toBe('more');
  });

  it.each<readonly [string, string, string]>([
    ['the status line', 'HTTP/1.1 20', 'Connection was closed in the middle of the header'],
    ['the first byte of the status line', 'H', 'Connection was closed in the middle of the header'],
    ['an old status line', 'HTTP/1.0 200', 'Connection was closed in the middle of the header'],
    ['the header', `${ok}content-length: 5\r\n`, 'Connection was closed in the middle of the header'],
    [
      'the body',
      `${ok}content-length: 2048\r\n\r\nhello`,
      'Connection was closed in the middle of the body, after 5 bytes of 2 KiB',
    ],
    [
      'a chunk',
      `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhel`,
      'Connection was closed in the middle of the body, after 3 bytes',
    ],
    [
      'the last chunk',
      `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n`,
      'Connection was closed in the middle of the body, after 5 bytes',
    ],
  ])('says that an answer broke off in the middle of %s', (_, text, problem) => {
    expect(read(text)).toEqual({ problem, isCut: true });
  });

  it('reserves no memory for a length that is only announced', () => {
    const reader = createAnswerReader({ method: 'GET', maxBodyBytes: 16 * 1024 * 1024 });
    const before = process.memoryUsage().arrayBuffers;
    reader.read(Buffer.from(`${ok}content-length: 16000000\r\n\r\nhello`));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
    expect(reader.progress()).toMatchObject({ head: { status: 200 }, bodyBytes: 5 });
  });

  it('copies what it keeps: the bytes may be written over afterwards', () => {
    const reader = createAnswerReader({ method: 'GET', maxBodyBytes: 1_000 });
    const shared = Buffer.from(`${ok}content-length: 10\r\n\r\nhello`);
    reader.read(shared);
    shared.fill(0);
    expect(summarize(reader.read(Buffer.from('world')) ?? 'more')).toMatchObject({ body: 'helloworld' });
  });
});

/** Pieces of answers, right and wrong, to be put together at random. */
const fragments = fc.oneof(
  fc.constantFrom(
    ok,
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.0 404 Not Found\r\n',
    'content-length: 7\r\n',
    'content-length: 0\r\n',
    'transfer-encoding: chunked\r\n',
    'set-cookie: a=b\r\n',
    ' folded\r\n',
    '\r\n',
    '\n',
    '3\r\nabc\r\n',
    '0\r\n\r\n',
    '2;x=y\r\nab\r\n',
    'fffffffffffffffff\r\n',
    'hello',
    '\x15\x03\x01',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
);

const answers = fc.array(fragments, { maxLength: 12 }).map((parts) => Buffer.from(parts.join(''), 'latin1'));

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((one, other) => one - other);
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length));
}

describe('createAnswerReader() and any bytes', () => {
  it('comes to the same end wherever they are cut', () => {
    fc.assert(
      fc.property(
        answers,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        (bytes, places, maxBodyBytes) => {
          const whole = summarize(readPieces([bytes], { maxBodyBytes }));
          expect(summarize(readPieces(cutAt(bytes, places), { maxBodyBytes }))).toEqual(whole);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('comes to the same end byte by byte', () => {
    fc.assert(
      fc.property(answers, (bytes) => {
        const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
        expect(summarize(readPieces(single))).toEqual(summarize(readPieces([bytes])));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and never keeps more than the limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 50 }), (noise, maxBodyBytes) => {
        const outcome = readPieces([Buffer.from(`${ok}\r\n`), Buffer.from(noise)], { maxBodyBytes });
        expect(outcome).toMatchObject({ bodyTruncated: noise.length > maxBodyBytes });
        expect((outcome as WireAnswer).body.length).toBe(Math.min(noise.length, maxBodyBytes));
        readPieces([Buffer.from(noise)]);
      }),
    );
  });
});
