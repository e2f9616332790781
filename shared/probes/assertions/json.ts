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
  judge: (expected, answer) =>
    Object.entries(expected).flatMap(([path, expectation]) => {
      try {
        return judgePath(path, expectation, answer);
      } catch (error) {
        // Stack overflow: a document nested some thousand levels deep is nobody's honest answer.
        if (!(error instanceof RangeError)) throw error;
        return [failed('json', `a value at ${path}`, 'a document nested too deeply to be judged')];
      }
    }),
};

/** A single demand on the values at a path. `holds` is undefined where it could not be decided in time. */
interface Demand {
  readonly expected: string;
  readonly holds: (value: JsonValue) => boolean | undefined;
}

function judgePath(path: string, expectation: JsonExpectation, answer: AnswerView): readonly CheckResult[] {
  const demands = listDemands(expectation);
  const absent = isObject(expectation) && expectation.exists === false;
  const reading = answer.json();
  if ('problem' in reading) {
    const cut = answer.bodyTruncated ? `, cut after ${formatBytes(answer.body.byteLength)}` : '';
    const text = answer.text().trim() === '' ? '' : `: ${quote(answer.text())}`;
    return [
      failed('json', `JSON with ${demands[0]?.expected ?? 'a value'} at ${path}`, `${reading.problem}${cut}${text}`),
    ];
  }
  const found = findValues(path, reading.value as JsonValue);
  if ('stopped' in found) {
    return [
      {
        check: 'json',
        level: 'degraded',
        expected: `a value at ${path}`,
        actual: `not decided: stopped after ${judgingLimitMs} ms`,
      },
    ];
  }
  const values = found.value;
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

function listDemands(expectation: JsonExpectation): readonly Demand[] {
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
    demands.push({ expected: `a text matching /${matches}/`, holds: (value) => matchText(matches, value) });
  }
  return demands;
}

const demandEqual = (wanted: unknown): Demand => ({
  expected: show(wanted),
  holds: (value) => isDeepStrictEqual(value, wanted),
});

function matchText(pattern: string, value: JsonValue): boolean | undefined {
  if (typeof value !== 'string') return false;
  const match = matchRegex(pattern, value);
  return 'stopped' in match ? undefined : match.value;
}

/** Filters and descendants can cost far more than the document's size, so these run under the time limit. */
function findValues(path: string, document: JsonValue): Limited<readonly JsonValue[]> {
  try {
    return /\?|\.\./.test(path) ? runLimited(() => query(document, path)) : { value: query(document, path) };
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
