import { credentialForms, redacted } from './credential-forms.ts';

interface Redaction {
  readonly what: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

const secretName = String.raw`[\w.-]{0,40}(?:token|secret|passw(?:or)?d|passwd|api[-_]?key|access[-_]?key|credential)`;

/** What is hidden beyond credentials of a known shape: values by the name that stands before them, and opaque ones. */
const byContext: readonly Redaction[] = [
  {
    what: 'a user name inside an address',
    pattern: /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]+@/gi,
    replacement: '$1',
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
    // Digests are lower-case hex and stay readable; 40 mixed characters in a row are nothing that a person reads.
    what: 'an opaque value',
    pattern:
      /(?<![A-Za-z0-9+])(?=[A-Za-z+]{0,200}\d)(?=[a-z0-9+]{0,200}[A-Z])(?=[A-Z0-9+]{0,200}[a-z])[A-Za-z0-9+]{40,}={0,2}/g,
    replacement: redacted,
  },
];

const byShape: readonly Redaction[] = credentialForms.map(({ what, pattern, masked = redacted }) => ({
  what,
  pattern: new RegExp(pattern, `${pattern.flags}g`),
  replacement: masked,
}));

const redactions: readonly Redaction[] = [...byShape, ...byContext];

/** A text without what looks like a credential: tokens, keys, authorization values, passwords in addresses and queries. */
export function redactText(text: string): string {
  return redactions.reduce((clean, { pattern, replacement }) => clean.replace(pattern, replacement), text);
}
