import { describe, expect, it } from 'vitest';
import { viewAnswer } from '../../../../shared/probes/assertions/answer-view.ts';
import { redirectTo } from '../../../../shared/probes/assertions/redirect-to.ts';
import { httpAnswer } from '../../../support/http-answer.ts';

const judge = (expected: string, status: number, location?: string) =>
  redirectTo.judge(
    expected,
    viewAnswer(
      httpAnswer({ url: 'http://shop.example/a/b', status, headers: location === undefined ? {} : { location } }),
    ),
  );

type Row = readonly [sentence: string, expected: string, location: string, level: string, actual: string];

const rows: readonly Row[] = [
  [
    'an absolute address',
    'https://shop.example/',
    'https://shop.example/',
    'passed',
    'redirect to https://shop.example/',
  ],
  [
    'an address that only a host would complete',
    'https://shop.example',
    'https://SHOP.example/',
    'passed',
    'redirect to https://shop.example/',
  ],
  ['a relative location', 'http://shop.example/a/c', 'c', 'passed', 'redirect to http://shop.example/a/c'],
  ['a relative expectation', '/login', 'http://shop.example/login', 'passed', 'redirect to http://shop.example/login'],
  ['another address', '/login', '/lost', 'failed', 'redirect to http://shop.example/lost'],
  [
    'other query values',
    '/login?next=1',
    '/login?next=2',
    'failed',
    'redirect to http://shop.example/login?next=... with other values',
  ],
  ['what is no address', '/login', 'http://[', 'failed', 'redirect to "http://[", which is not an address'],
];

describe('redirectTo', () => {
  it.each(rows)('judges %s', (_sentence, expected, location, level, actual) => {
    expect(judge(expected, 302, location)).toMatchObject([{ check: 'redirectTo', level, actual }]);
  });

  it('fails where no redirect came', () => {
    expect(judge('/login', 200, '/login')).toMatchObject([{ level: 'failed', actual: 'status 200, no redirect' }]);
    expect(judge('/login', 301)).toMatchObject([{ level: 'failed', actual: 'status 301 without a location' }]);
  });

  it('shows neither credentials nor tokens of an address', () => {
    const [check] = judge('/login', 302, 'https://user:pass@shop.example/reset/4f9a8b7c6d5e4f3a2b1c?sid=1234');
    expect(check?.actual).toBe('redirect to https://shop.example/reset/[token]?sid=...');
  });
});
