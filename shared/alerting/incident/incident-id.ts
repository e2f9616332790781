import { createHash } from 'node:crypto';

/** Crockford's base 32 in lower case: no letter is mistaken for a digit when it is read out on the phone. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Twelve characters (60 bits) that follow from the alarm and the moment: whoever opens the same incident gives it the same id. */
export function incidentId(alarm: string, openedAtMs: number): string {
  const digest = createHash('sha256').update(`${alarm}\n${openedAtMs}`, 'utf8').digest();
  return Array.from(digest.subarray(0, 12), (byte) => alphabet[byte % alphabet.length]).join('');
}
