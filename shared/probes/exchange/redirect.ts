import { redactUrl } from '../redact.ts';
import type { AnswerHead } from './answer-head.ts';
import { createRequest, type HttpRequest } from './request.ts';

/** Where an answer sends its reader. `problem`: nowhere that could be followed. */
export type Redirect = { readonly url: URL } | { readonly problem: string };

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The redirect in an answer (RFC 9110, section 15.4); undefined where it is none. */
export function readRedirect({ status, headers }: AnswerHead, from: URL): Redirect | undefined {
  const location = headers.get('location');
  if (location === undefined || !redirectStatuses.has(status)) return undefined;
  const url = URL.parse(location, from);
  if (url === null) return { problem: 'Redirect leads to something that is no address' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { problem: `Redirect leads to ${url.protocol}, which cannot be followed` };
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url };
}

/**
 * The request that follows a redirect: a GET where the method says so (RFC 9110, sections 15.4.2 to 15.4.4, as browsers do
 * it), and nothing confidential for another origin than the one that `first` was written for.
 */
export function followRedirect(
  first: HttpRequest,
  { request, status, url }: { readonly request: HttpRequest; readonly status: number; readonly url: URL },
): HttpRequest {
  const becomesGet =
    (status === 303 && request.method !== 'HEAD') || ((status === 301 || status === 302) && request.method === 'POST');
  const body = becomesGet ? undefined : request.body;
  const hasLostBody = body === undefined && first.body !== undefined;
  const isHome = url.origin === first.url.origin;
  const fields = first.fields.filter(({ name, isConfidential }) => {
    if (hasLostBody && /^content-/i.test(name)) return false;
    return isHome || !(isConfidential || /^host$/i.test(name));
  });
  return createRequest({
    method: becomesGet ? 'GET' : request.method,
    url,
    fields,
    ...(body === undefined ? {} : { body }),
  });
}

/** A hop for people: where it leads, and what is worth knowing about it. */
export function describeHop(from: URL, to: URL): string {
  const leavesTls = from.protocol === 'https:' && to.protocol === 'http:';
  return `${redactUrl(to.href)}${leavesTls ? ' (leaves https)' : ''}`;
}
