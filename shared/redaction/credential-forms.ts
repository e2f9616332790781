/** What stands where a secret stood. */
export const redacted = '***';

/** What a kind of credential looks like. */
export interface CredentialForm {
  readonly what: string;
  /** Without flags for global search: who replaces adds them. Quantifiers are bounded, so that hostile texts stay linear. */
  readonly pattern: RegExp;
  /** What a message shows instead, as in `String.replace`; default: `redacted`. */
  readonly masked?: string;
}

/**
 * Credentials that are known by their own shape, wherever they stand. One list for both uses: none of these may be written
 * into a definition, and none of them appears in a message.
 */
export const credentialForms: readonly CredentialForm[] = [
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}-----)?/ },
  {
    what: 'a password inside an address',
    pattern: /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@:]+:[^\s/?#@]+@/i,
    masked: '$1',
  },
  {
    what: 'the address of a chat webhook',
    pattern: /(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]+/i,
    masked: `$1${redacted}`,
  },
  { what: 'a chat token', pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: 'a source host token', pattern: /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})/ },
  { what: 'a payment provider key', pattern: /\b(?:[rs]k|whsec)_(?:(?:live|test)_)?\w{10,}/ },
  { what: 'a JSON web token', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/ },
  {
    // "Basic authentication" is a phrase: a credential mixes cases or has digits or Base64's own signs.
    what: 'an authorization value',
    pattern: /\b((?:[Bb]earer|[Bb]asic|BEARER|BASIC)\s{1,4})(?=\S{0,200}?(?:\d|[=+/]|[a-z][A-Z]))[\w+/=.~-]{8,}/,
    masked: `$1${redacted}`,
  },
];
