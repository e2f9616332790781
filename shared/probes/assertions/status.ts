import type { StatusExpectation } from '../expect.ts';
import { type Assertion, failed, passed } from './assertion.ts';

/** The status code. Where nothing is said, any 2xx or 3xx is fine. */
export const status: Assertion<'status'> = {
  statement: 'status',
  unstated: { from: 200, to: 399 },
  judge(expected, answer) {
    const judge = isExpectedStatus(expected, answer.status) ? passed : failed;
    return [judge('status', `status ${describe(expected)}`, `status ${answer.status}`)];
  },
};

/** Whether a status code is one of those expected. */
export function isExpectedStatus(expected: StatusExpectation, actual: number): boolean {
  if (typeof expected === 'number') return actual === expected;
  if (typeof expected === 'string') return Math.floor(actual / 100) === Number(expected[0]);
  return 'from' in expected ? actual >= expected.from && actual <= expected.to : expected.includes(actual);
}

function describe(expected: StatusExpectation): string {
  if (typeof expected === 'number' || typeof expected === 'string') return String(expected);
  if (!('from' in expected)) return listWords(expected.map(String));
  const { from, to } = expected;
  if (from % 100 !== 0 || to % 100 !== 99) return `${from} to ${to}`;
  const classes = Array.from({ length: (to - from + 1) / 100 }, (_, index) => `${from / 100 + index}xx`);
  return listWords(classes);
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
