import { isDeepStrictEqual } from 'node:util';
import { type JsonValue, query } from 'jsonpath-rfc9535';
import type { CheckResult } from '../../model/probe-result.ts';
import type { JsonExpectation } from '../expect.ts';
import type { AnswerView } from './answer-view.ts';
import { type Assertion, failed, passed } from './assertion.ts';
import { excerpt, formatBytes, quote, quoteOwn } from './excerpt.ts';
import { matchRegex, regexStopped } from './match-regex.ts';
import { judgingLimitMs, type Limited, runLimited } from './time-limit.ts';

/** What every value found at a JSONPath (RFC 9535) must be. A path that finds nothing fails, unless `exists: false`. */
export const json: Assertion<'json'> = {
  statement: 'json',
  judge(expected, answer) {
    const paths = Object.keys(expected);
    if (paths.every(isSingular)) return judgePaths(expected, answer, matchRegex);
    // Many values, each cheap to judge, may be dear together: one limit for all.
    const limited = runLimited(() => judgePaths(expected, answer, matchUnguarded));
    if ('value' in limited) return limited.value;
    return [{ check: 'json', level: 'degraded', expected: `values at ${paths.join(', ')}`, actual: notDecided }];
  },
};

const notDecided = `not decided: stopped after ${judgingLimitMs} ms`;

/** A path that finds one value at most, whatever the document: names and indexes only. */
const isSingular = (path: string): boolean => /^\$(\.[\w-]+|\[\d+\]|\['[^'\\]*'\])*$/.test(path);

/** Whether a text matches, or that it was not decided in time. */
type Match = (pattern: string, text: string) => Limited<boolean>;

/** For work that runs under a limit already. */
const matchUnguarded: Match = (pattern, text) => ({ value: new RegExp(pattern, 'u').test(text) });

function judgePaths(expected: Readonly<Record<string, JsonExpectation>>, answer: AnswerView, match: Match) {
  return Object.entries(expected).flatMap(([path, expectation]): readonly CheckResult[] => {
    try {
      return judgePath(path, expectation, answer, match);
    } catch (error) {
      // Stack overflow: a document nested some thousand levels deep is nobody's honest answer.
      if (!(error instanceof RangeError)) throw error;
      return [failed('json', `a value at ${path}`, 'a document nested too deeply to be judged')];
    }
  });
}

/** A single demand on the values at a path. `holds` is undefined where it could not be decided in time. */
interface Demand {
  readonly expected: string;
  readonly holds: (value: JsonValue) => boolean | undefined;
}

function judgePath(
  path: string,
  expectation: JsonExpectation,
  answer: AnswerView,
  match: Match,
): readonly CheckResult[] {
  const demands = listDemands(expectation, match);
  const absent = isObject(expectation) && expectation.exists === false;
  const reading = answer.json();
  if ('problem' in reading) {
    const cut = answer.bodyTruncated ? `, cut after ${formatBytes(answer.body.byteLength)}` : '';
    const text = answer.text().trim() === '' ? '' : `: ${quote(answer.text())}`;
    return [
      failed('json', `JSON with ${demands[0]?.expected ?? 'a value'} at ${path}`, `${reading.problem}${cut}${text}`),
    ];
  }
  const values = findValues(path, reading.value as JsonValue);
  if (absent) return [(values.length === 0 ? passed : failed)('json', `nothing at ${path}`, showValues(values))];
  if (values.length === 0) return [failed('json', `${demands[0]?.expected ?? 'a value'} at ${path}`, 'nothing there')];
  if (demands.length === 0) return [passed('json', `a value at ${path}`, showValues(values))];
  return demands.map((demand) => judgeDemand(demand, path, values));
}

function judgeDemand({ expected, holds }: Demand, path: string, values: readonly JsonValue[]): CheckResult {
  const verdicts = values.map(holds);
  const wrong = values.filter((_, index) => verdicts[index] === false);
  const where = `${expected} at ${path}`;
  if (wrong.length > 0) return failed('json', where, showValues(wrong));
  if (verdicts.includes(undefined)) return { check: 'json', level: 'degraded', expected: where, actual: regexStopped };
  return passed('json', where, showValues(values));
}

function listDemands(expectation: JsonExpectation, match: Match): readonly Demand[] {
  if (!isObject(expectation)) return [demandEqual(expectation)];
  const { equals, notEquals, above, below, contains, matches } = expectation;
  const demands: Demand[] = [];
  if (equals !== undefined) demands.push(demandEqual(equals));
  if (notEquals !== undefined) {
    demands.push({
      expected: `anything but ${show(notEquals)}`,
      holds: (value) => !isDeepStrictEqual(value, notEquals),
    });
  }
  if (above !== undefined) {
    demands.push({ expected: `a number above ${above}`, holds: (value) => typeof value === 'number' && value > above });
  }
  if (below !== undefined) {
    demands.push({ expected: `a number below ${below}`, holds: (value) => typeof value === 'number' && value < below });
  }
  if (contains !== undefined) {
    const holds = (value: JsonValue): boolean =>
      (typeof value === 'string' || Array.isArray(value)) && value.includes(contains);
    demands.push({ expected: `something containing ${quoteOwn(contains)}`, holds });
  }
  if (matches !== undefined) {
    demands.push({ expected: `a text matching /${matches}/`, holds: (value) => matchText(matches, value, match) });
  }
  return demands;
}

const demandEqual = (wanted: unknown): Demand => ({
  expected: show(wanted),
  holds: (value) => isDeepStrictEqual(value, wanted),
});

function matchText(pattern: string, value: JsonValue, match: Match): boolean | undefined {
  if (typeof value !== 'string') return false;
  const matched = match(pattern, value);
  return 'stopped' in matched ? undefined : matched.value;
}

function findValues(path: string, document: JsonValue): readonly JsonValue[] {
  try {
    return query(document, path);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error(`Cannot read the JSON body by "${path}": it is not a JSONPath (RFC 9535)`, { cause: error });
  }
}

const isObject = (expectation: JsonExpectation): expectation is Extract<JsonExpectation, object> =>
  typeof expectation === 'object' && expectation !== null;

function show(value: unknown): string {
  return typeof value === 'string' ? quote(value) : excerpt(JSON.stringify(value));
}

function showValues(values: readonly JsonValue[]): string {
  const [first] = values;
  if (first === undefined) return 'nothing there';
  return values.length === 1 ? show(first) : `${show(first)} and ${values.length - 1} more`;
}
