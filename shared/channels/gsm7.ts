import { transliterate } from './transliterate.ts';

/** Septets of one SMS segment (3GPP TS 23.040, 9.2.3.24). More would be split, billed twice and can arrive out of order. */
export const segmentSeptets = 160;

/** The default alphabet of 3GPP TS 23.038, 6.2.1: one septet each. The escape character itself is not text. */
const basicAlphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** The extension table of 3GPP TS 23.038, 6.2.1.1: an escape and a character, so two septets each. */
const extensionTable = new Set('\f^{}\\[~]|€');

const isGsm7 = (character: string): boolean => basicAlphabet.has(character) || extensionTable.has(character);

/** Septets that a text takes as an SMS; undefined where a character is outside GSM-7 and would force 70-character UCS-2. */
export function countSeptets(text: string): number | undefined {
  let septets = 0;
  for (const character of text) {
    if (basicAlphabet.has(character)) septets += 1;
    else if (extensionTable.has(character)) septets += 2;
    else return undefined;
  }
  return septets;
}

/** A text with every character outside GSM-7 replaced by its nearest one inside. */
export function toGsm7(text: string): string {
  return transliterate(text, isGsm7);
}

/** True where the text, all of it GSM-7, is one segment. */
export function fitsOneSegment(text: string): boolean {
  const septets = countSeptets(text);
  return septets !== undefined && septets <= segmentSeptets;
}
