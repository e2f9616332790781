import { redactText } from '../../redaction/redact-text.ts';

const maxExcerptCharacters = 80;

/** How much is read for an excerpt: more than it shows, so that a token is seen whole and masked whole. */
const windowCharacters = 4_096;

/** Personal data, and tokens in looser forms than a log line has: bodies are foreign text. */
const masks: readonly (readonly [pattern: RegExp, replace: (found: string) => string])[] = [
  [/[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, () => '[email]'],
  [/[\w+=-]{20,}/g, (run) => (/\d.*\d.*\d/.test(run) && /[a-z]/i.test(run) ? '[token]' : run)],
  [/\+?\d(?:[ ().-]{0,2}\d){8,}/g, () => '[number]'],
];

/** Replaces what looks like a credential, an email address, a card or a phone number. */
export function maskSecrets(text: string): string {
  return masks.reduce((masked, [pattern, replace]) => masked.replace(pattern, replace), redactText(text));
}

/** The beginning of a foreign text, fit for a message: white space folded, secrets masked, at most 80 characters. */
export function excerpt(text: string): string {
  return shorten(maskSecrets(fold(text.slice(0, windowCharacters))));
}

/** An excerpt in double quotes. */
export function quote(text: string): string {
  return `"${excerpt(text)}"`;
}

/** A text of the definition in double quotes: folded and shortened; it holds no secrets, those are references. */
export function quoteOwn(text: string): string {
  return `"${shorten(fold(text))}"`;
}

const fold = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

function shorten(text: string): string {
  return text.length > maxExcerptCharacters ? `${text.slice(0, maxExcerptCharacters - 3).trimEnd()}...` : text;
}

/** A size for people, e.g. `1 MiB`, `512 bytes`. */
export function formatBytes(bytes: number): string {
  for (const [unit, size] of [
    ['MiB', 1_048_576],
    ['KiB', 1_024],
  ] as const) {
    if (bytes >= size) return `${Math.round((bytes / size) * 10) / 10} ${unit}`;
  }
  return `${bytes} bytes`;
}
