import { describe, expect, it } from 'vitest';
import { viewAnswer } from '../../../../shared/probes/assertions/answer-view.ts';
import { body } from '../../../../shared/probes/assertions/body.ts';
import type { HttpExpect } from '../../../../shared/probes/expect.ts';
import { type AnswerOptions, httpAnswer } from '../../../support/http-answer.ts';

type BodyExpectation = Exclude<HttpExpect['body'], undefined>;

const judge = (expected: BodyExpectation, options: AnswerOptions) =>
  body.judge(expected, viewAnswer(httpAnswer(options)));

type Row = readonly [
  sentence: string,
  expected: BodyExpectation,
  options: AnswerOptions,
  level: string,
  actual: string,
];

const page = '<h1>Sorry</h1>\n\n\tWe are closed';
const mebibyte = Buffer.alloc(1_048_576, 'x');

const rows: readonly Row[] = [
  ['a text that is there', { contains: 'Sorry' }, { body: page }, 'passed', 'found'],
  [
    'a text that is not there',
    { contains: 'Add to basket' },
    { body: page },
    'failed',
    '"<h1>Sorry</h1> We are closed"',
  ],
  [
    'a text that a page does not show, by what it does show',
    { contains: 'Add to basket' },
    { body: '<!doctype html><head><title>Shop</title></head><h1>Back soon</h1>' },
    'failed',
    '"Shop Back soon"',
  ],
  ['a text in an empty body', { contains: 'x' }, { body: '' }, 'failed', 'an empty body'],
  ['a text that must not be there', { notContains: 'closed' }, { body: page }, 'failed', 'found in "closed"'],
  ['a text that is rightly not there', { notContains: 'open' }, { body: page }, 'passed', 'not found'],
  ['a pattern that matches', { matches: 'order-\\d+' }, { body: 'order-17' }, 'passed', 'found'],
  ['a pattern that does not match', { matches: 'order-\\d+' }, { body: 'order-' }, 'failed', '"order-"'],
  [
    'a text beyond the part that was read',
    { contains: 'end' },
    { body: mebibyte, bodyTruncated: true },
    'failed',
    `not found in the first 1 MiB: "${'x'.repeat(77)}..."`,
  ],
  [
    'the absence of a text, in the part that was read',
    { notContains: 'end' },
    { body: mebibyte.subarray(0, 1_536), bodyTruncated: true },
    'passed',
    'not in the first 1.5 KiB',
  ],
  [
    'bytes by the charset of the content type',
    { contains: 'Größe' },
    { body: Buffer.from('Größe', 'latin1'), headers: { 'content-type': 'text/html; charset="ISO-8859-1"' } },
    'passed',
    'found',
  ],
  [
    'bytes of an unknown charset as UTF-8',
    { contains: 'Größe' },
    { body: 'Größe', headers: { 'content-type': 'text/html; charset=klingon' } },
    'passed',
    'found',
  ],
];

describe('body', () => {
  it.each(rows)('judges %s', (_sentence, expected, options, level, actual) => {
    expect(judge(expected, options)).toMatchObject([{ check: 'body', level, actual }]);
  });

  it('names what was expected', () => {
    const checks = judge({ contains: ['Basket', 'Pay'], notContains: 'Error', matches: 'x+' }, { body: 'x' });
    expect(checks.map(({ expected }) => expected)).toEqual([
      'body containing "Basket"',
      'body containing "Pay"',
      'body without "Error"',
      'body matching /x+/',
    ]);
  });

  it('leaves a pattern undecided that backtracks without end, and says so', () => {
    expect(judge({ matches: '(x+x+)+y' }, { body: mebibyte })).toEqual([
      {
        check: 'body',
        level: 'degraded',
        expected: 'body matching /(x+x+)+y/',
        actual: 'not decided: the expression was stopped after 50 ms',
      },
    ]);
  });
});
