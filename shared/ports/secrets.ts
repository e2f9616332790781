import type { SecretRef } from '../model/secret-ref.ts';

/** Reads secret values. Rejects with an error that names the secret and where it was looked for, never a value. */
export interface Secrets {
  get(ref: SecretRef): Promise<string>;
}
