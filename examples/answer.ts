import type { IncomingHttpHeaders } from 'node:http';

/** What a page gets to see of a request. */
export interface PageRequest {
  /** In capitals, as sent. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a page answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the visitor waits for the first byte; at once unless given. */
  readonly delayMs?: number;
}

/** One page for one method: a pure function of the request and of how the system is doing. */
export type Page<Conditions> = (request: PageRequest, conditions: Conditions) => Answer;

/** The pages of a site: path -> method -> page. HEAD needs no entry, it is answered as GET without the body. */
export type Pages<Conditions> = Readonly<Record<string, Readonly<Partial<Record<'GET' | 'POST', Page<Conditions>>>>>>;

/** An HTML answer. */
export function html(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** A JSON answer. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** A permanent redirect (301) to another path of the same site. */
export function redirect(location: string): Answer {
  return { status: 301, headers: { location }, body: '' };
}

/** Answers with the page that the request names: 404 without such a path, 405 (and what is allowed) without such a method. */
export function answerFrom<Conditions>(pages: Pages<Conditions>, request: PageRequest, conditions: Conditions): Answer {
  const methods = Object.hasOwn(pages, request.path) ? pages[request.path] : undefined;
  if (methods === undefined) return json(404, { error: `There is nothing at ${request.path}` });
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const page = method === 'GET' || method === 'POST' ? methods[method] : undefined;
  if (page === undefined) {
    return json(405, { error: `${request.method} is not allowed here` }, { allow: Object.keys(methods).join(', ') });
  }
  return page(request, conditions);
}
