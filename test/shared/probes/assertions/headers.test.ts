import { describe, expect, it } from 'vitest';
import { viewAnswer } from '../../../../shared/probes/assertions/answer-view.ts';
import { headers } from '../../../../shared/probes/assertions/headers.ts';
import type { TextExpectation } from '../../../../shared/probes/expect.ts';
import { httpAnswer } from '../../../support/http-answer.ts';

const answer = viewAnswer(
  httpAnswer({
    headers: { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'sid=s3cr3t', 'x-evil': 'a'.repeat(60) },
  }),
);

const judge = (name: string, expected: TextExpectation) => headers.judge({ [name]: expected }, answer);

type Row = readonly [sentence: string, name: string, expected: TextExpectation, level: string, text: string];

const rows: readonly Row[] = [
  [
    'an exact value',
    'Content-Type',
    'text/html; charset=utf-8',
    'passed',
    'header content-type "text/html; charset=utf-8"',
  ],
  ['another value', 'content-type', 'text/plain', 'failed', 'header content-type "text/plain"'],
  ['a part', 'content-type', { contains: 'html' }, 'passed', 'header content-type containing "html"'],
  ['a missing part', 'content-type', { contains: 'json' }, 'failed', 'header content-type containing "json"'],
  [
    'a part that must not be there',
    'content-type',
    { notContains: 'html' },
    'failed',
    'header content-type without "html"',
  ],
  ['an absent part of an absent field', 'x-none', { notContains: 'html' }, 'passed', 'header x-none without "html"'],
  ['a pattern', 'content-type', { matches: '^text/' }, 'passed', 'header content-type matching /^text//'],
  ['a pattern on an absent field', 'x-none', { matches: '.*' }, 'failed', 'header x-none matching /.*/'],
  ['a field that must be absent', 'x-none', { absent: true }, 'passed', 'no header x-none'],
  ['a field that must be absent and is not', 'content-type', { absent: true }, 'failed', 'no header content-type'],
  ['a field that must only be there', 'content-type', {}, 'passed', 'header content-type'],
  ['a field that must be there and is not', 'x-none', { absent: false }, 'failed', 'header x-none'],
];

describe('headers', () => {
  it.each(rows)('judges %s', (_sentence, name, expected, level, text) => {
    expect(judge(name, expected)).toEqual([
      { check: 'headers', level, expected: text, actual: expect.stringMatching(/^(no )?header /) },
    ]);
  });

  it('says what came instead', () => {
    expect(judge('content-type', 'text/plain')[0]?.actual).toBe('header content-type "text/html; charset=utf-8"');
    expect(judge('x-none', 'text/plain')[0]?.actual).toBe('no header x-none');
  });

  it('never shows the value of a field that authorises somebody', () => {
    const [check] = judge('set-cookie', { contains: 'path=/' });
    expect(check?.level).toBe('failed');
    expect(check?.actual).toBe('header set-cookie [hidden]');
  });

  it('leaves a pattern undecided that would never end', () => {
    expect(judge('x-evil', { matches: '^(a+)+$x' })).toEqual([
      {
        check: 'headers',
        level: 'degraded',
        expected: 'header x-evil matching /^(a+)+$x/',
        actual: 'not decided: the expression was stopped after 50 ms',
      },
    ]);
  });
});
