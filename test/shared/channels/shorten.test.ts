import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from '../../../shared/channels/shorten.ts';

describe('shorten()', () => {
  it.each([
    { what: 'a text that fits', text: 'web is down', most: 11, expected: 'web is down' },
    {
      what: 'a sentence, between words',
      text: 'the checkout of the shop is down',
      most: 24,
      expected: 'the checkout of the...',
    },
    { what: 'one long word, inside it', text: 'abcdefghijklmnop', most: 10, expected: 'abcdefg...' },
    { what: 'a late comma', text: 'down in Zurich, Geneva and Basel', most: 18, expected: 'down in Zurich...' },
    { what: 'a joined picture, as a whole', text: '👩‍👩‍👧 is down today', most: 12, expected: '👩‍👩‍👧...' },
  ])('shortens $what', ({ text, most, expected }) => {
    expect(shorten(text, most)).toBe(expected);
  });

  it('never exceeds the limit nor halves a character', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 60 }), (whole, most) => {
        const short = shorten(whole, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });

  it('counts in the units that it is given', () => {
    expect(shorten('[[[[[[', 9, (text) => text.length * 2)).toBe('[[[...');
  });
});
