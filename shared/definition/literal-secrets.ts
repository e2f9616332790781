import type { Problem } from './explain-issue.ts';

/** What credentials of well-known makers look like. Matched inside any text of the definition. */
const forms: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a Slack webhook address', pattern: /hooks\.slack\.com\/(services|workflows|triggers)\/\w/ },
  { what: 'a Slack token', pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
  { what: 'an AWS access key', pattern: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: 'a GitHub token', pattern: /\b(gh[pousr]_\w{20,}|github_pat_\w{20,})/ },
  { what: 'a payment provider key', pattern: /\b[rs]k_(live|test)_\w{10,}/ },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { what: 'a JSON web token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/ },
  { what: 'a password inside an address', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i },
  {
    what: 'a key in a query parameter',
    pattern: /[?&](api[-_]?key|access[-_]?token|token|secret|password|sig|signature)=[^&\s]{6,}/i,
  },
  { what: 'an authorization value', pattern: /^(Bearer|Basic)\s+[\w+/=.-]{8,}$/i },
];

/** Field names whose text value is a credential, whatever it looks like. */
const secretFields = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-auth-token|password|token)$/i;

/** Texts that should be `secret('name')`. The value is never repeated in the message. */
export function findLiteralSecrets(definition: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') {
      const name = path.at(-1) ?? '';
      const form = forms.find(({ pattern }) => pattern.test(value));
      const what = form?.what ?? (secretFields.test(name) ? `the value of "${name}"` : undefined);
      if (what === undefined) return;
      problems.push({
        path: path.join('.'),
        message: `this looks like ${what}`,
        hint: "write secret('name') and keep the value out of this file",
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, [...path, key]);
    }
  };
  visit(definition, []);
  return problems;
}
