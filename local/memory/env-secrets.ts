import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { SECRETS_FILE as TARGET_SECRETS_FILE } from '../../examples/target.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import { stateDirOf } from '../target-state.ts';

/** The file of secret values beside the definition; never committed. */
export const SECRETS_FILE = '.env.local';

/** The name under which a secret stands in `.env.local`: `slack/engineering` is `SLACK_ENGINEERING`. */
export function secretVariable(secret: string): string {
  return secret.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** Secrets from the text of an `.env.local` file, and below it from that of a running example system. */
export function createEnvSecrets(envText: string, exampleText = ''): Secrets {
  const values = { ...parseEnv(exampleText), ...parseEnv(envText) };
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

const readOrEmpty = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/**
 * The secrets beside a definition's file, where there are any; and those that the example system `target` of the environment
 * made up when it was started, in this process or another one.
 */
export async function readSecretsBeside(definitionFile: string, target?: string): Promise<Secrets> {
  const beside = await readOrEmpty(join(dirname(definitionFile), SECRETS_FILE));
  const example =
    target === undefined ? '' : await readOrEmpty(join(stateDirOf(target, definitionFile), TARGET_SECRETS_FILE));
  return createEnvSecrets(beside, example);
}
