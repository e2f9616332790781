import type { CheckResult } from '../../model/probe-result.ts';
import type { TextExpectation } from '../expect.ts';
import { type Assertion, failed, passed } from './assertion.ts';
import { quote, quoteOwn } from './excerpt.ts';
import { matchRegex, regexStopped } from './match-regex.ts';

/** Fields whose value authorises somebody: it is never shown. */
const secretFields = new Set(['set-cookie', 'authorization', 'proxy-authorization', 'www-authenticate', 'x-api-key']);

/** Header fields by name, in any case. */
export const headers: Assertion<'headers'> = {
  statement: 'headers',
  judge: (expected, answer) =>
    Object.entries(expected).flatMap(([name, expectation]) =>
      judgeField(name, answer.headers.get(name.toLowerCase()), expectation),
    ),
};

function judgeField(name: string, value: string | undefined, expectation: TextExpectation): readonly CheckResult[] {
  const field = `header ${name.toLowerCase()}`;
  const check = (holds: boolean, expected: string): CheckResult =>
    holds ? passed('headers', expected, expected) : failed('headers', expected, showField(field, value));
  if (typeof expectation === 'string') return [check(value === expectation, `${field} ${quoteOwn(expectation)}`)];

  const { contains, notContains, matches, absent } = expectation;
  const results: CheckResult[] = [];
  if (absent === true) results.push(check(value === undefined, `no ${field}`));
  // `absent: false`, or no statement at all, still says that the field is there.
  else if (contains === undefined && notContains === undefined && matches === undefined) {
    results.push(check(value !== undefined, field));
  }
  if (contains !== undefined) {
    results.push(check(value?.includes(contains) === true, `${field} containing ${quoteOwn(contains)}`));
  }
  if (notContains !== undefined) {
    results.push(check(value?.includes(notContains) !== true, `${field} without ${quoteOwn(notContains)}`));
  }
  if (matches !== undefined) {
    const match = value === undefined ? { value: false } : matchRegex(matches, value);
    const expected = `${field} matching /${matches}/`;
    const undecided = { check: 'headers', level: 'degraded', expected, actual: regexStopped } as const;
    results.push('stopped' in match ? undecided : check(match.value, expected));
  }
  return results;
}

/** What came instead. Fields that authorise somebody keep their value to themselves. */
function showField(field: string, value: string | undefined): string {
  if (value === undefined) return `no ${field}`;
  return `${field} ${secretFields.has(field.slice('header '.length)) ? '[hidden]' : quote(value)}`;
}
