import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFields, readSeconds, signFields, writeSeconds } from '../../../shared/actions/signed-fields.ts';

const secret = 'a secret';

describe('readFields()', () => {
  it('gives back what signFields() was given', () => {
    const fields = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fields, (some) => {
        const read = readFields(signFields(some, 'link', secret), 'link');
        expect(read?.fields).toEqual(some);
        expect(read?.isSignedWith(secret)).toBe(true);
        expect(read?.isSignedWith('another')).toBe(false);
      }),
    );
  });

  it('takes no token of one purpose for one of another', () => {
    const token = signFields(['a', 'b'], 'form', secret);
    expect(readFields(token, 'form')?.isSignedWith(secret)).toBe(true);
    expect(readFields(token, 'link')?.isSignedWith(secret)).toBe(false);
  });

  it('signs where a field ends, too', () => {
    const [, , ...payload] = signFields(['ab', 'c'], 'link', secret).split('.');
    const [, signature] = signFields(['a', 'bc'], 'link', secret).split('.');
    expect(readFields(['1', signature, ...payload].join('.'), 'link')?.isSignedWith(secret)).toBe(false);
  });
});

describe('readSeconds()', () => {
  it.each([0, 1_768_309_392_000, 4_102_444_800_000])('reads what writeSeconds() wrote: %i', (timeMs) => {
    expect(readSeconds(writeSeconds(timeMs))).toBe(timeMs);
  });

  it.each(['', '-1', 'NaN', '1.5', 'T8VLDC', '123456789'])('knows that "%s" is none', (text) => {
    expect(readSeconds(text)).toBeUndefined();
  });
});
