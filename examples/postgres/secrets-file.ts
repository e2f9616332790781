import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRETS_FILE } from '../target.ts';

/** `orders/health` -> `ORDERS_HEALTH`, as `.env.local` has it. */
const variableOf = (secret: string): string => secret.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

/** Writes secrets where only their owner can read them. Rejects when the directory cannot be written to. */
export async function writeSecrets(stateDir: string, secrets: Readonly<Record<string, string>>): Promise<void> {
  const file = join(stateDir, SECRETS_FILE);
  const lines = Object.entries(secrets).map(([name, value]) => `${variableOf(name)}=${value}\n`);
  try {
    await mkdir(stateDir, { recursive: true });
    // A mode is given to new files only.
    await rm(file, { force: true });
    await writeFile(file, lines.join(''), { mode: 0o600 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot write the secrets to "${file}": ${reason}, must be a writable directory`, { cause });
  }
}

/** Removes what `writeSecrets` wrote. */
export async function removeSecrets(stateDir: string): Promise<void> {
  await rm(join(stateDir, SECRETS_FILE), { force: true });
}
