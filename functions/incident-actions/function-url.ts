import type { HttpRequest } from './answer-request.ts';
import type { HttpAnswer } from './http-answer.ts';

/** What is read of the event of a function URL (urls-invocation.html, payload format 2.0). */
export interface UrlEvent {
  readonly rawPath: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** What Lambda makes an answer of HTTP from. */
export interface UrlResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The request behind an event. Lambda hands over forms in Base64, as everything that it does not know to be text. */
export function fromUrlEvent({ rawPath, headers, requestContext, body = '', isBase64Encoded }: UrlEvent): HttpRequest {
  return {
    method: requestContext.http.method,
    path: rawPath,
    headers,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

/** An answer as Lambda wants it. */
export function toUrlResult({ status, headers, body }: HttpAnswer): UrlResult {
  return { statusCode: status, headers: { ...headers }, body };
}
