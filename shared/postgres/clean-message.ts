import { shorten } from '../channels/shorten.ts';
import { redacted } from '../redaction/credential-forms.ts';
import { redactText } from '../redaction/redact-text.ts';

/** Characters of a message; see `DatabaseFailure`. */
const longest = 500;

/** A message that may be shown: without these secrets, in no spelling, nor anything else that looks like a credential, and short. */
export function cleanMessage(text: string, secrets: readonly string[] = []): string {
  const spellings = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length);
  const silent = spellings.reduce((clean, spelling) => clean.replaceAll(spelling, redacted), text);
  return shorten(redactText(silent), longest);
}
