import { describe, expect, it } from 'vitest';
import { excerpt, formatBytes } from '../../../../shared/probes/assertions/excerpt.ts';

const rows: readonly (readonly [sentence: string, text: string, shown: string])[] = [
  ['folds white space and control characters', '<p>\r\n\t a \u0007\u001b[31m b</p>', '<p> a [31m b</p>'],
  ['cuts at 80 characters', 'word '.repeat(30), `${'word '.repeat(15)}wo...`],
  ['masks an email address', 'write to ada@shop.example now', 'write to [email] now'],
  ['masks a phone number', 'call +1 (202) 555-0101 now', 'call [number] now'],
  ['masks a card number', 'card 4111 1111 1111 1111', 'card [number]'],
  ['masks a JSON web token', 'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'jwt ***'],
  ['masks a long token', 'key 4f9a8b7c6d5e4f3a2b1c0d9e', 'key [token]'],
  [
    'masks a token that reaches beyond the cut',
    `${'a '.repeat(35)}${'x1y2'.repeat(2_000)}`,
    `${'a '.repeat(35)}[token]`,
  ],
  ['masks a named value', '{"password":"hunter2"}', '{"password":"***"}'],
  ['masks an authorization value', 'Authorization: Bearer abcdef123456', 'Authorization: ***'],
  [
    'leaves words and prices alone',
    'Basic authentication costs 1,299.00 EUR',
    'Basic authentication costs 1,299.00 EUR',
  ],
  ['leaves a long word alone', 'internationalisation-is-a-long-word', 'internationalisation-is-a-long-word'],
];

describe('excerpt()', () => {
  it.each(rows)('%s', (_sentence, text, shown) => {
    expect(excerpt(text)).toBe(shown);
  });

  it('is never longer than 80 characters', () => {
    expect(excerpt('<div>'.repeat(10_000))).toHaveLength(80);
  });
});

describe('formatBytes()', () => {
  it.each([
    [0, '0 bytes'],
    [1_023, '1023 bytes'],
    [1_536, '1.5 KiB'],
    [1_048_576, '1 MiB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
