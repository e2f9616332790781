import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** The file of secret values beside the definition; never committed. */
export const SECRETS_FILE = '.env.local';

/** The name under which a secret stands in `.env.local`: `slack/engineering` is `SLACK_ENGINEERING`. */
export function secretVariable(secret: string): string {
  return secret.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** Secrets from the text of an `.env.local` file. */
export function createEnvSecrets(envText: string): Secrets {
  const values = parseEnv(envText);
  return {
    async get({ secret }) {
      const value = values[secretVariable(secret)];
      if (value) return value;
      throw new Error(
        `Cannot read secret "${secret}": ${SECRETS_FILE} has no ${secretVariable(secret)}, must have a line ${secretVariable(secret)}=...`,
      );
    },
  };
}

/** The secrets beside a definition's file; where there is no `.env.local`, there are none. */
export async function readSecretsBeside(definitionFile: string): Promise<Secrets> {
  const text = await readFile(join(dirname(definitionFile), SECRETS_FILE), 'utf8').catch(() => '');
  return createEnvSecrets(text);
}
