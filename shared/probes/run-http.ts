import type { CheckResult } from '../model/probe-result.ts';
import { judgeAnswer } from './assertions/registry.ts';
import { type Attempt, concludeAttempt, startAttempt } from './attempt.ts';
import { connect } from './connection/connect.ts';
import { type AnswerReader, createAnswerReader, type WireAnswer } from './exchange/answer-reader.ts';
import { decodeBody } from './exchange/content-coding.ts';
import { exchange } from './exchange/exchange.ts';
import { describeHop, followRedirect, readRedirect } from './exchange/redirect.ts';
import type { HttpRequest } from './exchange/request.ts';
import { badAnswer, isFailure } from './failure.ts';
import type { HttpSpec } from './http.ts';
import type { HttpAnswer } from './http-answer.ts';
import { type PreparedRequest, prepareRequest } from './http-request.ts';
import type { Failure, Finding, ProbeContext } from './probe.ts';
import { redactSecrets } from './redact.ts';

/** What HTTP is offered in a TLS handshake (RFC 7301): a server that can do better must not. */
const http11 = Buffer.from('\x08http/1.1', 'latin1');

/** Sends the request, follows redirects, and judges the last answer. */
export async function runHttp(spec: HttpSpec, context: ProbeContext): Promise<Finding> {
  const prepared = await prepareRequest(spec, context);
  const attempt = startAttempt(context, spec.timeoutMs);
  if (isFailure(prepared)) return concludeAttempt(attempt, { failure: prepared });
  const { request, secretValues } = prepared;
  const answer = await requestAnswer(spec, request, attempt);
  const finding = isFailure(answer)
    ? concludeAttempt(attempt, { failure: answer })
    : concludeAttempt(attempt, { checks: judgeAnswer(answer, spec.expect) });
  return redactFinding(finding, secretValues);
}

/** Sends a request and follows its redirects; what answers last, decoded, or why nothing usable did. Not judged, not redacted. */
export async function requestAnswer(
  spec: HttpSpec,
  first: HttpRequest,
  attempt: Attempt,
): Promise<HttpAnswer | Failure> {
  const follows = spec.followRedirects > 0 && spec.expect.redirectTo === undefined;
  let request = first;
  for (let hops = 0; ; hops += 1) {
    const answer = await askOnce(spec, request, { follows, attempt });
    if (isFailure(answer)) return answer;
    const redirect = follows ? readRedirect(answer.head, request.url) : undefined;
    if (redirect === undefined) return openAnswer(answer, request.url, { spec, attempt });
    if ('problem' in redirect) return badAnswer(redirect.problem);
    const hop = describeHop(request.url, redirect.url);
    if (hops === spec.followRedirects) return badAnswer(`More than ${hops} redirects, the last one to ${hop}`);
    attempt.trace.redirects = [...(attempt.trace.redirects ?? []), hop];
    request = followRedirect(first, { request, status: answer.head.status, url: redirect.url });
  }
}

/** One request over a connection of its own. The body of an answer that is only a way station is not read. */
async function askOnce(
  spec: HttpSpec,
  request: HttpRequest,
  { follows, attempt }: { readonly follows: boolean; readonly attempt: Attempt },
): Promise<WireAnswer | Failure> {
  const { hostname, port, url, method, message } = request;
  const tls = request.isSecure ? { ...spec, serverName: hostname, protocols: http11 } : undefined;
  const link = await connect({ hostname, port, rules: spec, tls }, attempt);
  if (isFailure(link)) return link;
  const reader = createAnswerReader({
    method,
    maxBodyBytes: spec.maxBodyBytes,
    wantsBody: (head) => !follows || readRedirect(head, url) === undefined,
  });
  const answer = await exchange(link, { message, reader }, attempt);
  link.close();
  noteStatus(attempt, reader);
  return answer;
}

/** Even an answer that broke off had a status. */
function noteStatus({ trace }: Attempt, reader: AnswerReader): void {
  const { head, bodyBytes } = reader.progress();
  if (head === undefined) return;
  trace.statusCode = head.status;
  trace.bodyBytes = bodyBytes;
}

async function openAnswer(
  { head, body: bytes, bodyTruncated: isTruncated }: WireAnswer,
  url: URL,
  { spec, attempt }: { readonly spec: HttpSpec; readonly attempt: Attempt },
): Promise<HttpAnswer | Failure> {
  const coding = head.headers.get('content-encoding');
  const body =
    coding === undefined || bytes.length === 0
      ? { bytes, isTruncated }
      : await decodeBody({ bytes, coding, isTruncated }, spec.maxBodyBytes);
  if ('problem' in body) return badAnswer(body.problem);
  attempt.trace.bodyBytes = body.bytes.length;
  if (body.isTruncated) attempt.trace.bodyTruncated = true;
  return { url: url.href, ...head, body: body.bytes, bodyTruncated: body.isTruncated };
}

function redactFinding(finding: Finding, secretValues: PreparedRequest['secretValues']): Finding {
  if (secretValues.length === 0) return finding;
  const redact = (text: string): string => redactSecrets(text, secretValues);
  const { failure, redirects } = finding;
  return {
    ...finding,
    checks: finding.checks.map(
      (check): CheckResult => ({ ...check, expected: redact(check.expected), actual: redact(check.actual) }),
    ),
    ...(redirects === undefined ? {} : { redirects: redirects.map(redact) }),
    ...(failure === undefined ? {} : { failure: { ...failure, reason: redact(failure.reason) } }),
  };
}
