import { once } from 'node:events';
import { get, type IncomingMessage, request as nodeRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startAttempt } from '../../../../shared/probes/attempt.ts';
import { connect } from '../../../../shared/probes/connection/connect.ts';
import { createAnswerReader } from '../../../../shared/probes/exchange/answer-reader.ts';
import { decodeBody } from '../../../../shared/probes/exchange/content-coding.ts';
import { exchange } from '../../../../shared/probes/exchange/exchange.ts';
import { createRequest } from '../../../../shared/probes/exchange/request.ts';
import { impatient, probeContext } from '../../../support/probe-context.ts';
import { sayAndEnd, startRawServer } from '../../../support/servers/raw-server.ts';

interface Seen {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const maxBodyBytes = 1_000_000;

async function askOurselves(port: number, method: string): Promise<Seen> {
  const attempt = startAttempt(probeContext(), 5_000);
  const rules = { ...impatient, connectTimeoutMs: 5_000 };
  const link = await connect({ hostname: '127.0.0.1', port, rules, tls: undefined }, attempt);
  if (!('handle' in link)) throw new Error(link.reason);
  const { message } = createRequest({ method, url: new URL(`http://127.0.0.1:${port}/`), fields: [] });
  const answer = await exchange(link, { message, reader: createAnswerReader({ method, maxBodyBytes }) }, attempt);
  link.close();
  if (!('head' in answer)) throw new Error(answer.reason);
  const { head, body, bodyTruncated } = answer;
  const coding = head.headers.get('content-encoding') ?? '';
  const decoded = await decodeBody({ bytes: body, coding, isTruncated: bodyTruncated }, maxBodyBytes);
  const text = 'bytes' in decoded ? Buffer.from(decoded.bytes).toString('latin1') : decoded.problem;
  return { status: head.status, headers: Object.fromEntries(head.headers), body: text };
}

async function askNode(port: number, method: string): Promise<Seen> {
  const options = { port, host: '127.0.0.1', method, agent: false };
  const request = method === 'GET' ? get(options) : nodeRequest(options).end();
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await answer.toArray());
  const { 'content-encoding': coding, 'set-cookie': cookies } = answer.headers;
  const decoded =
    body.length === 0
      ? body
      : coding === 'gzip'
        ? gunzipSync(body)
        : coding === 'br'
          ? brotliDecompressSync(body)
          : body;
  const plain = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
  const headers = {
    ...Object.fromEntries(plain),
    ...(cookies === undefined ? {} : { 'set-cookie': cookies.join('\n') }),
  };
  return { status: answer.statusCode, headers, body: decoded.toString('latin1') };
}

const zipped = gzipSync('hello').toString('latin1');
const inChunks = (text: string, size: number): string =>
  [...(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []), '']
    .map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
    .join('');

type Row = readonly [sentence: string, answer: string];

const answers: readonly Row[] = [
  ['a length', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'],
  ['no body', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ['the end of the connection', 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nhello'],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nhello'],
  ['chunks', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${inChunks('hello world', 3)}`],
  ['a chunk extension', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n'],
  [
    'chunks with trailer fields',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x\r\n\r\n5\r\nhello\r\n0\r\nx: y\r\n\r\n',
  ],
  [
    'a long body in chunks',
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${inChunks('x'.repeat(200_000), 7_001)}`,
  ],
  ['a long body', `HTTP/1.1 200 OK\r\ncontent-length: 200000\r\n\r\n${'y'.repeat(200_000)}`],
  ['gzip', `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${zipped.length}\r\n\r\n${zipped}`],
  [
    'gzip in chunks',
    `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n${inChunks(zipped, 4)}`,
  ],
  [
    'interim answers',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi',
  ],
  ['a status without a body', 'HTTP/1.1 204 No Content\r\nx: y\r\n\r\n'],
  ['304 with a length', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n'],
  ['an error', 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 4\r\n\r\nsoon'],
  ['an odd status', 'HTTP/1.1 999 Request denied\r\ncontent-length: 0\r\n\r\n'],
  ['no reason phrase', 'HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n'],
  ['repeated fields', 'HTTP/1.1 200 OK\r\nvia: a\r\nVia: b\r\ncontent-length: 0\r\n\r\n'],
  ['cookies', 'HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=2; Path=/\r\ncontent-length: 0\r\n\r\n'],
  ['space around values', 'HTTP/1.1 200 OK\r\nx:   a  b \t \r\ny:\r\ncontent-length: 0\r\n\r\n'],
  ['bytes beyond ASCII', 'HTTP/1.1 200 OK\r\nx: caf\xe9 \xc3\xa0\r\ncontent-length: 3\r\n\r\n\xe2\x82\xac'],
];

const answersToHead: readonly Row[] = [
  ['a length', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n'],
  ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'],
  ['neither', 'HTTP/1.1 200 OK\r\n\r\n'],
];

async function compare(answer: string, method: string): Promise<void> {
  const server = await startRawServer(sayAndEnd(Buffer.from(answer, 'latin1')));
  const [ours, nodes] = await Promise.all([askOurselves(server.port, method), askNode(server.port, method)]);
  await server.close();
  expect(ours).toEqual(nodes);
}

describe('exchange() and the HTTP client of Node.js', () => {
  it.each(answers)('read the same answer: %s', (_, answer) => compare(answer, 'GET'));
  it.each(answersToHead)('read the same answer to HEAD: %s', (_, answer) => compare(answer, 'HEAD'));
});
