import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { SSMClientConfig } from '@aws-sdk/client-ssm';
import { locateSecret, type SecretStore } from '../../shared/plan/names.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** What the adapter needs: whose secrets, and where AWS is. */
export interface SecretsParts {
  readonly service: string;
  readonly environment: string;
  readonly client: SSMClientConfig & SecretsManagerClientConfig;
  readonly clock: Clock;
}

/** A changed secret is used this long after at most. */
export const secretLifetimeMs = 300_000;

/** A store that does not answer must cost neither a run nor the dead letter of an alert. */
const answerTimeoutMs = 5_000;

const inTime = () => ({ abortSignal: AbortSignal.timeout(answerTimeoutMs) });

interface StoreReader {
  readonly title: string;
  readonly remedy: string;
  read(name: string): Promise<string | undefined>;
}

/**
 * Secrets from SSM Parameter Store (SecureString `/<service>/<environment>/<name>`) or Secrets Manager (the same without
 * the leading slash). Values are kept for some minutes, failures are not; a secret asked for twice at once is read once.
 */
export function createSecrets({ service, environment, client, clock }: SecretsParts): Secrets {
  const stores = openStores(client);
  const kept = new Map<string, { readonly value: Promise<string>; readonly untilMs: number }>();
  return {
    get(ref) {
      const { store, name } = locateSecret({ service, environment }, ref);
      const key = `${store} ${name}`;
      const known = kept.get(key);
      if (known !== undefined && clock.now() < known.untilMs) return known.value;
      const value = readFrom(stores[store], { secret: ref.secret, name });
      kept.set(key, { value, untilMs: clock.now() + secretLifetimeMs });
      value.catch(() => kept.delete(key));
      return value;
    },
  };
}

/** Clients are loaded when a secret is first asked for: most probes need none, and each costs start-up time. */
function openStores(client: SecretsParts['client']): Readonly<Record<SecretStore, StoreReader>> {
  return {
    'parameter-store': {
      title: 'Parameter Store',
      remedy: 'must be created there as a SecureString',
      read: lazily(async () => {
        const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
        const ssm = new SSMClient(client);
        return async (name) => {
          const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }), inTime());
          return Parameter?.Value;
        };
      }),
    },
    'secrets-manager': {
      title: 'Secrets Manager',
      remedy: 'must be created there as a text',
      read: lazily(async () => {
        const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
        const manager = new SecretsManagerClient(client);
        return async (name) =>
          (await manager.send(new GetSecretValueCommand({ SecretId: name }), inTime())).SecretString;
      }),
    },
  };
}

type Read = StoreReader['read'];

function lazily(open: () => Promise<Read>): Read {
  let opened: Promise<Read> | undefined;
  return async (name) => {
    opened ??= open();
    return (await opened)(name);
  };
}

async function readFrom(
  { title, remedy, read }: StoreReader,
  { secret, name }: { readonly secret: string; readonly name: string },
): Promise<string> {
  try {
    const value = await read(name);
    if (value !== undefined && value !== '') return value;
  } catch (error) {
    throw new Error(`Cannot read secret "${secret}": ${explain(error, `"${name}" in ${title}`, remedy)}`, {
      cause: error,
    });
  }
  throw new Error(`Cannot read secret "${secret}": "${name}" in ${title} holds no text, ${remedy}`);
}

const notFound = new Set(['ParameterNotFound', 'ResourceNotFoundException']);

function explain(error: unknown, place: string, remedy: string): string {
  const { name } = error as Error;
  if (notFound.has(name)) return `there is no ${place}, ${remedy}`;
  if (name === 'AccessDeniedException') return `this function may not read ${place}, must be granted it and its key`;
  return `${place} cannot be read (${name}), must be reachable from this function`;
}
