import { linkFolder } from '../../shared/actions/action-link.ts';
import { readActionToken, type TokenRefusal } from '../../shared/actions/action-token.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';
import { answerForm } from './answer-form.ts';
import { answerPage, type HttpAnswer } from './http-answer.ts';
import type { ActionPorts, OpenedLink } from './incident-link.ts';
import { refusalPage } from './page-frame.ts';
import { forgottenPage, showIncident } from './show-incident.ts';

/** A request of HTTP, whatever carried it. */
export interface HttpRequest {
  readonly method: string;
  /** Without a query, as it stood in the request. */
  readonly path: string;
  /** Empty where there is none. */
  readonly body: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A form of ours is far smaller; more is no form, or an attempt to make us work. */
const mostBodyBytes = 8_192;

const methods = ['GET', 'HEAD', 'POST'];

/**
 * Answers a request to an acknowledge link. GET and HEAD change nothing, so that programs which try links in messages acknowledge
 * nothing; POST acts, once per form. Never rejects.
 */
export async function answerRequest(request: HttpRequest, ports: ActionPorts): Promise<HttpAnswer> {
  const answer = await answerSafely(request, ports);
  return request.method === 'HEAD' ? { ...answer, body: '' } : answer;
}

async function answerSafely(request: HttpRequest, ports: ActionPorts): Promise<HttpAnswer> {
  try {
    return refuseTransport(request) ?? (await answerLink(request, ports));
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    ports.warn(`Cannot answer a request to an acknowledge link: ${redactText(message)}`);
    return answerPage(503, unavailablePage(request.method === 'POST'));
  }
}

/** Refuses what no page of ours sends. */
function refuseTransport({ method, path, body, headers = {} }: HttpRequest): HttpAnswer | undefined {
  if (!path.startsWith(linkFolder) || path.length === linkFolder.length)
    return answerPage(
      404,
      refusalPage('Not found', ['There is nothing at this address: open the link as it was sent']),
    );
  if (!methods.includes(method)) {
    const page = refusalPage('Not allowed', [`Cannot answer ${method}: it is not known here, must be GET or POST`]);
    return answerPage(405, page, { allow: methods.join(', ') });
  }
  if (method !== 'POST') return undefined;
  if (Buffer.byteLength(body) > mostBodyBytes)
    return answerPage(
      413,
      refusalPage('Too large', [`Cannot read this form: it is too large, must be at most ${mostBodyBytes} bytes`]),
    );
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== 'application/x-www-form-urlencoded')
    return answerPage(
      415,
      refusalPage('Not a form', ['Cannot read this body: it is no form, must be that of the page']),
    );
  return undefined;
}

const refusals = {
  malformed: { status: 403, heading: 'This link is not complete' },
  foreign: { status: 403, heading: 'This link belongs somewhere else' },
  tampered: { status: 403, heading: 'This link is not ours' },
  expired: { status: 410, heading: 'This link has expired' },
} as const satisfies Record<TokenRefusal, { readonly status: number; readonly heading: string }>;

async function answerLink({ method, path, body }: HttpRequest, ports: ActionPorts): Promise<HttpAnswer> {
  const { service, environment, timeZone } = ports.config;
  const nowMs = ports.clock.now();
  const secret = await ports.secret();
  const token = path.slice(linkFolder.length);
  const read = readActionToken(token, { secret, scope: `${service}/${environment}`, nowMs, timeZone });
  if (!read.ok) {
    const { status, heading } = refusals[read.why];
    return answerPage(status, refusalPage(heading, [read.problem, 'Nothing was done']));
  }
  const link: OpenedLink = { claim: read.claim, path, secret, nowMs };
  const incident = await ports.store.find(read.claim.incident);
  if (incident === undefined) return answerPage(410, forgottenPage(read.claim.incident));
  if (method === 'POST') return await answerForm(body, { link, incident, ports });
  return showIncident(200, incident, { link, timeZone });
}

function unavailablePage(hasPosted: boolean): string {
  return refusalPage('Not possible just now', [
    'Cannot reach what is needed to answer: it must be tried again in a minute',
    hasPosted
      ? 'It is not known whether that was done: open the link again, its page shows how the incident stands'
      : 'Nothing was done',
  ]);
}
