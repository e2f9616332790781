import { type CredentialForm, credentialForms } from '../redaction/credential-forms.ts';
import type { Problem } from './explain-issue.ts';

/** A key in a query parameter has no shape of its own; its name gives it away. */
const inQuery: CredentialForm = {
  what: 'a key in a query parameter',
  pattern: /[?&](api[-_]?key|access[-_]?token|token|secret|password|sig|signature)=[^&\s]{6,}/i,
};

const forms: readonly CredentialForm[] = [...credentialForms, inQuery];

/** Field names whose text value is a credential, whatever it looks like. */
const secretFields = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-auth-token|password|token)$/i;

/** Texts that should be `secret('name')`. The value is never repeated in the message. */
export function findLiteralSecrets(definition: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  // A definition may share parts, and a broken one may contain itself.
  const seen = new Set<object>();
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
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const [key, part] of Object.entries(value)) visit(part, [...path, key]);
    }
  };
  visit(definition, []);
  return problems;
}
