import type { HttpContent } from '../../shared/model/channel-content.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { HttpAnswer } from '../../shared/ports/http-poster.ts';
import { classifySlack } from './classify-slack.ts';
import { classifyTeams } from './classify-teams.ts';
import { isPassingStatus } from './is-passing-status.ts';

type AnswerKind = NonNullable<HttpContent['answer']>;

/** What a 2xx means, by the way in which the receiver answers. */
const successes = {
  status: () => ({ result: 'delivered' }),
  slack: classifySlack,
  teams: classifyTeams,
} as const satisfies Record<AnswerKind, (body: string) => SendOutcome>;

/**
 * What an answer means for a delivery: 2xx delivered, unless the vendor says in its body that it is not; 408, 425, 429, 5xx
 * and no answer are worth another attempt; anything else will not get better. A redirect is refused, because following it
 * would hand body and secrets to another address.
 */
export function classifyAnswer(answer: HttpAnswer, nowMs: number, kind: AnswerKind = 'status'): SendOutcome {
  if (!answer.answered) return { result: 'retry', problem: answer.problem };
  const { status, body } = answer;
  const outcome = status >= 200 && status < 300 ? successes[kind](body) : classifyStatus(status, body);
  if (outcome.result !== 'retry') return outcome;
  const retryAfterMs = parseRetryAfter(answer.retryAfter, nowMs);
  return { ...outcome, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function classifyStatus(status: number, body: string): SendOutcome {
  if (status >= 300 && status < 400)
    return { result: 'rejected', problem: `HTTP ${status}: a redirect, which is not followed` };
  const problem = body === '' ? `HTTP ${status}` : `HTTP ${status}: ${body}`;
  return { result: isPassingStatus(status) ? 'retry' : 'rejected', problem };
}

/** Milliseconds that a `Retry-After` header (RFC 9110, 10.2.3) asks for: seconds or a date; undefined where it is neither. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Date.parse also takes texts that are no HTTP date, such as "1.5".
  const dateMs = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
