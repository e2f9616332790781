import type { DeadLetter } from '../../shared/model/dead-letter.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';

/** UTF-16 units of a message that are kept; SQS takes 256 KiB everywhere. */
const mostOfText = 65_536;

/** A dead letter about a whole arrival rather than one delivery of it. */
export type ArrivalLetter = Exclude<DeadLetter, { readonly type: 'failed-delivery' }>;

/** The dead letter of a message that could not be routed: its text without what looks like a credential, shortened. */
export function arrivalLetter(letter: ArrivalLetter): ArrivalLetter {
  return { ...letter, text: redactText(letter.text).slice(0, mostOfText).toWellFormed() };
}
