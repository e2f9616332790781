import { describe, expect, it } from 'vitest';
import { matchRegex } from '../../../../shared/probes/assertions/match-regex.ts';

const long = 'a'.repeat(1_048_576);

describe('matchRegex()', () => {
  it.each<readonly [sentence: string, pattern: string, text: string, found: boolean]>([
    ['a plain text', 'order', 'your order', true],
    ['a plain text that is not there', 'order', 'your basket', false],
    ['a pattern with repetitions', '^[a-z]+-\\d{3,}$', 'order-1234', true],
    ['a repeated group', '^(ab)+$', 'ababab', true],
    ['a back-reference', '^(\\w)\\1$', 'aa', true],
    ['characters beyond the basic plane as one', '^.$', '😀', true],
    ['a pattern that reads a long text once', 'b$', long, false],
  ])('decides %s', (_sentence, pattern, text, found) => {
    expect(matchRegex(pattern, text)).toEqual({ value: found });
  });

  it.each<readonly [sentence: string, pattern: string, text: string]>([
    ['nested repetitions', '^(a+)+$', `${'a'.repeat(40)}!`],
    ['alternatives that overlap', '^(a|a)*$', `${'a'.repeat(40)}!`],
    ['alternatives without a repetition', `^${'(\\w|\\d)'.repeat(30)}$`, `${'1'.repeat(30)}!`],
    ['repetitions side by side on a long text', 'a*a*a*b', long],
    ['one repetition that starts anew at each character', 'a+b', long],
  ])('stops %s', (_sentence, pattern, text) => {
    expect(matchRegex(pattern, text)).toEqual({ stopped: true });
  });

  it('decides the next one as if nothing had happened', () => {
    matchRegex('^(a+)+$', `${'a'.repeat(40)}!`);
    expect(matchRegex('^(a+)+$', 'aaa')).toEqual({ value: true });
  });
});
