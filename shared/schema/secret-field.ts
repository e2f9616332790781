import { isSecretRef, type SecretRef } from '../model/secret-ref.ts';
import { field } from './fields.ts';

/** A value that must be a reference. The literal is never shown: it may be the secret. */
export function secretField() {
  return field<SecretRef>((value) =>
    isSecretRef(value)
      ? undefined
      : {
          message: `a ${value === null ? 'null' : typeof value} is not a secret reference`,
          hint: "write secret('name') and keep the value out of this file",
        },
  );
}
