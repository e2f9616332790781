import { isSecretRef, type SecretRef } from '../model/secret-ref.ts';
import { field, patternField, show } from '../schema/fields.ts';
import { isPhoneNumber } from './phone-number.ts';

/** An email address, of a channel or of a person. */
export const emailField = (example: string) => patternField(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an email address', example);

/** A number, or where it is kept. */
export const phoneField = field<string | SecretRef>((value) =>
  isSecretRef(value) || isPhoneNumber(value)
    ? undefined
    : {
        message: `${show(value)} is not a phone number`,
        hint: 'write it like "+12025550101", or secret(\'phones/ada\')',
      },
);
