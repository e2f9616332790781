interface Redaction {
  readonly what: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** What stands where a secret stood. */
export const redacted = '***';

const secretName = String.raw`[\w.-]{0,40}(?:token|secret|passw(?:or)?d|passwd|api[-_]?key|access[-_]?key|credential)`;

/** Every quantifier that could overlap with its neighbour is bounded: hostile texts of 256 KiB stay linear. */
const redactions: readonly Redaction[] = [
  {
    what: 'a private key',
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}-----)?/g,
    replacement: redacted,
  },
  {
    what: 'a user name and password inside an address',
    pattern: /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]+@/gi,
    replacement: '$1',
  },
  {
    what: "a chat webhook's address",
    pattern: /(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]+/gi,
    replacement: `$1${redacted}`,
  },
  {
    what: 'a key in a query parameter',
    pattern:
      /([?&;][\w.-]{0,40}(?:token|secret|passw(?:or)?d|pwd|key|sig|signature|auth|session|jwt|credential|code)=)[^&\s#"'<>]+/gi,
    replacement: `$1${redacted}`,
  },
  {
    what: 'an authorization header',
    pattern: /\b((?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?)(?:[a-z]{1,20}\s{1,4})?[^\s"',;]+/gi,
    replacement: `$1${redacted}`,
  },
  {
    what: 'a cookie header',
    pattern: /\b((?:set-)?cookie["']?\s{0,4}[:=]\s{0,4}["']?)[^\r\n"']+/gi,
    replacement: `$1${redacted}`,
  },
  {
    what: 'a named value',
    pattern: new RegExp(String.raw`\b(${secretName}["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;&}]+`, 'gi'),
    replacement: `$1${redacted}`,
  },
  {
    // "Basic authentication" is a phrase: a credential mixes cases or has digits or Base64's own signs.
    what: 'an authorization value',
    pattern: /\b((?:[Bb]earer|[Bb]asic|BEARER|BASIC)\s{1,4})(?=\S{0,200}?(?:\d|[=+/]|[a-z][A-Z]))[\w+/=.~-]{8,}/g,
    replacement: `$1${redacted}`,
  },
  { what: 'a chat token', pattern: /\bxox[abeoprs]-[\w-]{10,}/g, replacement: redacted },
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replacement: redacted },
  {
    what: 'a source host token',
    pattern: /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})/g,
    replacement: redacted,
  },
  { what: 'a payment provider key', pattern: /\b(?:[rs]k|whsec)_(?:(?:live|test)_)?\w{10,}/g, replacement: redacted },
  { what: 'a JSON web token', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, replacement: redacted },
  {
    // Digests are lower-case hex and stay readable; 40 mixed characters in a row are nothing that a person reads.
    what: 'an opaque value',
    pattern:
      /(?<![A-Za-z0-9+])(?=[A-Za-z+]{0,200}\d)(?=[a-z0-9+]{0,200}[A-Z])(?=[A-Z0-9+]{0,200}[a-z])[A-Za-z0-9+]{40,}={0,2}/g,
    replacement: redacted,
  },
];

/** A text without what looks like a credential: tokens, keys, authorization values, passwords in addresses and queries. */
export function redactText(text: string): string {
  return redactions.reduce((clean, { pattern, replacement }) => clean.replace(pattern, replacement), text);
}
