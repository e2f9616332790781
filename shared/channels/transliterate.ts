/** Characters that Unicode does not decompose into something plain, and what a reader takes instead. */
const replacements: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  ħ: 'h',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '‐': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '⁄': '/',
  '·': '-',
  '•': '-',
  '→': '->',
  '←': '<-',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '≈': '~',
  '×': 'x',
  '÷': '/',
  '±': '+/-',
  '°': 'deg',
  µ: 'u',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'YEN',
  '©': '(c)',
  '®': '(R)',
  '§': 'S.',
  '¡': '!',
  '¿': '?',
};

const pictures =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Variation_Selector}|\u200d|\u20e3/u;

/**
 * One character in printable ASCII: accents fall off, quotes and dashes become plain, pictures vanish, and what has no
 * plain form (another script) becomes `?`.
 */
function toPlain(character: string): string {
  if (/^[\x20-\x7e]$/.test(character)) return character;
  const replacement = replacements[character];
  if (replacement !== undefined) return replacement;
  if (/\s/u.test(character)) return ' ';
  if (pictures.test(character)) return '';
  const decomposed = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (decomposed === character) return '?';
  return Array.from(decomposed, toPlain).join('');
}

/**
 * A text in the characters that `isAllowed` accepts; every other one in the nearest printable ASCII that it accepts, else
 * `?`. A run of question marks that this makes is one, so that a name in another script does not fill a message.
 */
export function transliterate(text: string, isAllowed: (character: string) => boolean): string {
  let result = '';
  let unknownRun = false;
  for (const character of text.normalize('NFC')) {
    if (isAllowed(character)) {
      result += character;
      unknownRun = false;
      continue;
    }
    const plain = Array.from(toPlain(character), (part) => (isAllowed(part) ? part : '?')).join('');
    if (plain === '') continue;
    if (plain !== '?' || !unknownRun) result += plain;
    unknownRun = plain === '?';
  }
  return result;
}
