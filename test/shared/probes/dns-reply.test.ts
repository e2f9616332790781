import { describe, expect, it } from 'vitest';
import { explainDnsCode, type UnansweredQuestion } from '../../../shared/probes/dns-reply.ts';

const question: UnansweredQuestion = {
  name: 'shop.example',
  type: 'A',
  timeoutMs: 5_000,
  server: undefined,
  alive: false,
};
const named = { ...question, server: '192.0.2.53:53' };

type Row = readonly [
  sentence: string,
  code: string,
  question: UnansweredQuestion,
  blame: string,
  retryable: boolean,
  reason: string,
];

const rows: readonly Row[] = [
  [
    'silence of our own server on us',
    'ETIMEOUT',
    question,
    'probe',
    true,
    'The name server gave no answer for "shop.example" within 5s',
  ],
  [
    'silence on the target, where our own server answers other questions',
    'ETIMEOUT',
    { ...question, alive: true },
    'target',
    true,
    'The name server gave no answer for "shop.example" within 5s',
  ],
  [
    'silence of a named server on the target',
    'ETIMEOUT',
    named,
    'target',
    true,
    'Name server 192.0.2.53:53 gave no answer for "shop.example" within 5s',
  ],
  ['an own server that is away on us', 'ECONNREFUSED', question, 'probe', true, 'The name server cannot be reached'],
  [
    'a named server that is away on the target',
    'ECONNREFUSED',
    named,
    'target',
    true,
    'Name server 192.0.2.53:53 cannot be reached',
  ],
  [
    'a refusal of our own server on us',
    'EREFUSED',
    question,
    'probe',
    false,
    'The name server refuses to resolve "shop.example" (REFUSED)',
  ],
  [
    'SERVFAIL on the target',
    'ESERVFAIL',
    question,
    'target',
    true,
    'The name server cannot resolve "shop.example" (SERVFAIL)',
  ],
  ['an impossible name on the target', 'EBADNAME', question, 'target', false, '"shop.example" cannot be a host name'],
  [
    'an unusable answer of our own server on us',
    'EBADRESP',
    question,
    'probe',
    true,
    'The name server gave no usable answer for "shop.example" (EBADRESP)',
  ],
];

describe('explainDnsCode()', () => {
  it.each(rows)('blames %s', (_sentence, code, asked, blame, retryable, reason) => {
    expect(explainDnsCode(code, asked)).toEqual({ failure: { reason, blame, retryable } });
  });

  it.each([
    ['ENOTFOUND', 'no such name (NXDOMAIN)'],
    ['ENODATA', 'no A record'],
  ])('takes %s for an answer without records', (code, nothing) => {
    expect(explainDnsCode(code, question)).toEqual({ records: [], nothing });
  });
});
