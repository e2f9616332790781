import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Answer, json, type PageRequest } from './answer.ts';
import type { Wait } from './target.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** What decides about the answer to a request. */
export interface RequestHandlerOptions {
  /** `undefined` leaves the visitor waiting until one side closes the connection. */
  readonly answer: (request: PageRequest) => Answer | undefined;
  readonly wait: Wait;
}

/** Turns answers into a listener for `node:http` and `node:https`. A request body over 64 KiB is answered with 413. */
export function createRequestHandler(options: RequestHandlerOptions): RequestListener {
  return (request, response) => {
    // What rejects here is a read or a wait whose visitor has left: there is nobody to tell.
    serve(request, response, options).catch(() => response.destroy());
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { answer: answerTo, wait }: RequestHandlerOptions,
): Promise<void> {
  const body = await readBody(request);
  const answer = body === undefined ? tooLarge() : answerTo(toPageRequest(request, body));
  if (answer === undefined) return;
  const { status, headers, body: content, delayMs = 0 } = answer;
  if (delayMs > 0) await wait(delayMs, signalOnClose(response));
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(content) });
  response.end(content);
}

function toPageRequest(request: IncomingMessage, body: string): PageRequest {
  const [path = '/'] = (request.url ?? '/').split('?');
  return { method: request.method ?? 'GET', path, headers: request.headers, body };
}

function signalOnClose(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  if (response.destroyed) closed.abort();
  response.once('close', () => closed.abort());
  return closed.signal;
}

/** `undefined` when it is too large: the rest is still read, since a visitor who is cut off while sending misses the answer. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return sizeBytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): Answer {
  return json(413, { error: `The request body is over ${MAX_BODY_BYTES} bytes` });
}
