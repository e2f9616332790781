import type { CheckResult } from '../../model/probe-result.ts';
import type { AnswerView } from './answer-view.ts';
import { type Assertion, failed, passed } from './assertion.ts';
import { formatBytes, quote, quoteOwn } from './excerpt.ts';
import { matchRegex, regexStopped } from './match-regex.ts';
import { visibleText } from './visible-text.ts';

/** What the decoded body contains, does not contain and matches. */
export const body: Assertion<'body'> = {
  statement: 'body',
  judge({ contains, notContains, matches }, answer) {
    return [
      ...listTexts(contains).map((text) => judgeContains(text, answer)),
      ...listTexts(notContains).map((text) => judgeNotContains(text, answer)),
      ...(matches === undefined ? [] : [judgeMatches(matches, answer)]),
    ];
  },
};

const listTexts = (texts: string | readonly string[] | undefined): readonly string[] =>
  texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;

function judgeContains(text: string, answer: AnswerView): CheckResult {
  const expected = `body containing ${quoteOwn(text)}`;
  return answer.text().includes(text)
    ? passed('body', expected, 'found')
    : failed('body', expected, describeBody(answer));
}

function judgeNotContains(text: string, answer: AnswerView): CheckResult {
  const expected = `body without ${quoteOwn(text)}`;
  const at = answer.text().indexOf(text);
  if (at < 0) return passed('body', expected, answer.bodyTruncated ? `not in the first ${size(answer)}` : 'not found');
  return failed('body', expected, `found in ${quote(answer.text().slice(at))}`);
}

function judgeMatches(pattern: string, answer: AnswerView): CheckResult {
  const expected = `body matching /${pattern}/`;
  const match = matchRegex(pattern, answer.text());
  if ('stopped' in match) return { check: 'body', level: 'degraded', expected, actual: regexStopped };
  return match.value ? passed('body', expected, 'found') : failed('body', expected, describeBody(answer));
}

function describeBody(answer: AnswerView): string {
  const text = answer.text();
  if (text.trim() === '') return 'an empty body';
  const shown = quote(visibleText(text));
  return answer.bodyTruncated ? `not found in the first ${size(answer)}: ${shown}` : shown;
}

const size = (answer: AnswerView): string => formatBytes(answer.body.byteLength);
