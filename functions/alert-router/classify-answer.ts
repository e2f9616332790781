import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { HttpAnswer } from '../../shared/ports/http-poster.ts';

/** Client errors that pass: the request was slow (408), came too early (425) or too often (429). */
const passing = new Set([408, 425, 429]);

/**
 * What an answer means for a delivery: 2xx delivered; 408, 425, 429, 5xx and no answer are worth another attempt; anything
 * else will not get better. A redirect is refused, because following it would hand body and signature to another address.
 */
export function classifyAnswer(answer: HttpAnswer, nowMs: number): SendOutcome {
  if (!answer.answered) return { result: 'retry', problem: answer.problem };
  const { status, body } = answer;
  if (status >= 200 && status < 300) return { result: 'delivered' };
  const problem = body === '' ? `HTTP ${status}` : `HTTP ${status}: ${body}`;
  if (status >= 300 && status < 400)
    return { result: 'rejected', problem: `HTTP ${status}: a redirect, which is not followed` };
  if (status < 500 && !passing.has(status)) return { result: 'rejected', problem };
  const retryAfterMs = parseRetryAfter(answer.retryAfter, nowMs);
  return { result: 'retry', problem, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Milliseconds that a `Retry-After` header (RFC 9110, 10.2.3) asks for: seconds or a date; undefined where it is neither. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Date.parse also takes texts that are no HTTP date, such as "1.5".
  const dateMs = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
