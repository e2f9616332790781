import { redactUrl } from '../redact.ts';
import type { AnswerView } from './answer-view.ts';
import { type Assertion, failed, passed } from './assertion.ts';
import { maskSecrets, quote, quoteOwn } from './excerpt.ts';

/** The answer must be a redirect to exactly this address; a relative one is read against the request's URL. */
export const redirectTo: Assertion<'redirectTo'> = {
  statement: 'redirectTo',
  judge(expected, answer) {
    const wanted = URL.parse(expected, answer.url);
    if (wanted === null) throw new Error(`Cannot judge the redirect by ${quoteOwn(expected)}: it is not an address`);
    const target = readTarget(answer);
    const expectation = describe(wanted);
    const actual = describe(target);
    if (typeof target !== 'string' && target.href === wanted.href) return [passed('redirectTo', expectation, actual)];
    return [failed('redirectTo', expectation, actual === expectation ? `${actual} with other values` : actual)];
  },
};

/** Where the answer sends its reader, or why it sends him nowhere. */
function readTarget(answer: AnswerView): URL | string {
  if (answer.status < 300 || answer.status > 399) return `status ${answer.status}, no redirect`;
  const location = answer.headers.get('location');
  if (location === undefined) return `status ${answer.status} without a location`;
  return URL.parse(location, answer.url) ?? `redirect to ${quote(location)}, which is not an address`;
}

const describe = (target: URL | string): string =>
  typeof target === 'string' ? target : `redirect to ${maskSecrets(redactUrl(target.href))}`;
