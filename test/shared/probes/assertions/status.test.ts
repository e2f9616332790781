import { describe, expect, it } from 'vitest';
import { viewAnswer } from '../../../../shared/probes/assertions/answer-view.ts';
import { status } from '../../../../shared/probes/assertions/status.ts';
import type { StatusExpectation } from '../../../../shared/probes/expect.ts';
import { httpAnswer } from '../../../support/http-answer.ts';

type Row = readonly [sentence: string, expected: StatusExpectation, actual: number, level: string, text: string];

const rows: readonly Row[] = [
  ['a value that came', 200, 200, 'passed', 'status 200'],
  ['a value that did not come', 200, 503, 'failed', 'status 200'],
  ['a member of a list', [200, 204], 204, 'passed', 'status 200 or 204'],
  ['none of a list', [200, 204, 206], 205, 'failed', 'status 200, 204 or 206'],
  ['a list of one', [404], 404, 'passed', 'status 404'],
  ['the first of a range', { from: 200, to: 204 }, 200, 'passed', 'status 200 to 204'],
  ['the last of a range', { from: 200, to: 204 }, 204, 'passed', 'status 200 to 204'],
  ['just outside a range', { from: 200, to: 204 }, 205, 'failed', 'status 200 to 204'],
  ['a range of whole classes', { from: 200, to: 399 }, 400, 'failed', 'status 2xx or 3xx'],
  ['a class', '2xx', 299, 'passed', 'status 2xx'],
  ['another class', '2xx', 300, 'failed', 'status 2xx'],
];

describe('status', () => {
  it.each(rows)('judges %s', (_sentence, expected, actual, level, text) => {
    expect(status.judge(expected, viewAnswer(httpAnswer({ status: actual })))).toEqual([
      { check: 'status', level, expected: text, actual: `status ${actual}` },
    ]);
  });
});
