import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** How a visitor asks. */
export interface VisitOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The authority (PEM) trusted for HTTPS. */
  readonly ca?: string;
  readonly agent?: Agent;
  /** After so long without an answer the visitor leaves: the visit rejects with "gave up". */
  readonly patienceMs?: number;
}

/** What a visitor gets. */
export interface Visit {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks once, on a connection of its own unless there is an agent. Rejects with Node's own error, which has a `code`. */
export function visit(url: string, options: VisitOptions = {}): Promise<Visit> {
  const { method = 'GET', headers = {}, body, ca, agent = false, patienceMs } = options;
  const isSecure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const request = isSecure
      ? httpsRequest(url, { method, headers, agent, ...(ca !== undefined && { ca }) })
      : httpRequest(url, { method, headers, agent });
    request.once('error', reject);
    request.once('response', (response) => {
      text(response).then(
        (received) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
        reject,
      );
    });
    if (patienceMs !== undefined) request.setTimeout(patienceMs, () => request.destroy(new Error('gave up')));
    request.end(body);
  });
}

/** The status of a visit or, when there was none, the code or the message of the error. */
export async function outcomeOf(visiting: Promise<Visit>): Promise<number | string> {
  try {
    return (await visiting).status;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'code' in error ? String(error.code) : error.message;
  }
}
