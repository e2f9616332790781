import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSeptets, fitsOneSegment, toGsm7 } from '../../../shared/channels/gsm7.ts';

/** Every code position of the default alphabet but the escape, row by row of the table in 3GPP TS 23.038. */
const basicRows = [
  '@Δ 0¡P¿p',
  '£_!1AQaq',
  '$Φ"2BRbr',
  '¥Γ#3CScs',
  'èΛ¤4DTdt',
  'éΩ%5EUeu',
  'ùΠ&6FVfv',
  "ìΨ'7GWgw",
  'òΣ(8HXhx',
  'ÇΘ)9IYiy',
  '\nΞ*:JZjz',
  'Ø+;KÄkä',
  'øÆ,<LÖlö',
  '\ræ-=MÑmñ',
  'Åß.>NÜnü',
  'åÉ/?O§oà',
] as const;
const extension = '\f^{}\\[~]|€';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
);

describe('countSeptets()', () => {
  it('counts one for each of the 127 characters of the default alphabet', () => {
    const basic = [...basicRows.join('')];
    expect(new Set(basic).size).toBe(127);
    for (const character of basic) expect([character, countSeptets(character)]).toEqual([character, 1]);
  });

  it('counts two for each character of the extension table', () => {
    for (const character of extension) expect([character, countSeptets(character)]).toEqual([character, 2]);
  });

  it.each(['`', 'ç', '“', '–', '😀', 'ё', '\t'])('knows that %j is outside', (character) => {
    expect(countSeptets(character)).toBeUndefined();
    expect(countSeptets(`ok ${character}`)).toBeUndefined();
  });

  it('adds up', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const [left, right] = [toGsm7(a), toGsm7(b)];
        expect(countSeptets(left + right)).toBe(
          (countSeptets(left) ?? Number.NaN) + (countSeptets(right) ?? Number.NaN),
        );
      }),
    );
  });
});

describe('fitsOneSegment()', () => {
  it.each([
    { what: '160 plain characters', text: 'a'.repeat(160), fits: true },
    { what: '161 plain characters', text: 'a'.repeat(161), fits: false },
    { what: '80 brackets, which take two each', text: '['.repeat(80), fits: true },
    { what: '80 brackets and a letter', text: `${'['.repeat(80)}a`, fits: false },
    { what: 'one character outside the alphabet', text: '“', fits: false },
  ])('says $fits of $what', ({ text, fits }) => {
    expect(fitsOneSegment(text)).toBe(fits);
  });
});

describe('toGsm7()', () => {
  it('leaves texts of the alphabet alone', () => {
    const characters = [...basicRows.join(''), ...extension];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...characters)), (parts) => {
        expect(toGsm7(parts.join(''))).toBe(parts.join(''));
      }),
    );
  });

  it('makes every text countable, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = toGsm7(text);
        expect(countSeptets(clean)).toBeTypeOf('number');
        expect(toGsm7(clean)).toBe(clean);
      }),
    );
  });

  it.each([
    ['Zürich größer Café', 'Zürich größer Café'],
    ['“quoted” – it’s…', '"quoted" - it\'s...'],
    ['Łódź, çedilla, Škoda', 'Lodz, cedilla, Skoda'],
    ['costs 5 € and 3 £', 'costs 5 € and 3 £'],
    ['down 🔥👩‍👩‍👧🇨🇭 now', 'down  now'],
    ['注文システム is down', '? is down'],
    ['latency ≥ 800 ms → slow', 'latency >= 800 ms -> slow'],
    ['A\u030A and e\u0301', 'Å and é'],
    ['ﬁle № 5²', 'file No 52'],
  ])('writes %j as %j', (text, expected) => {
    expect(toGsm7(text)).toBe(expected);
  });
});
