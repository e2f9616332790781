import { afterEach, describe, expect, it } from 'vitest';
import { createSecrets, secretLifetimeMs } from '../../../functions/aws/secrets.ts';
import { type AwsAnswer, type AwsCall, type AwsServer, startAwsServer } from '../../support/aws-server.ts';
import { describeSecrets } from '../../support/describe-secrets.ts';

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Both services: Parameter Store knows `/shop/prod/<name>`, Secrets Manager `shop/prod/<name>`. */
function answerWith(values: Readonly<Record<string, string>>) {
  return ({ operation, input }: AwsCall): AwsAnswer => {
    const name = String(input.Name ?? input.SecretId);
    const value = values[name.replace(/^\/?shop\/prod\//, '')];
    if (operation === 'GetParameter') {
      return value === undefined
        ? { error: 'ParameterNotFound' }
        : { output: { Parameter: { Name: name, Value: value } } };
    }
    return value === undefined
      ? { error: 'ResourceNotFoundException' }
      : { output: { Name: name, SecretString: value } };
  };
}

async function openSecrets(answer: (call: AwsCall) => AwsAnswer) {
  const started = await startAwsServer(answer);
  server = started;
  const clock = { nowMs: 0, now: () => clock.nowMs };
  const secrets = createSecrets({ service: 'shop', environment: 'prod', client: started.client, clock });
  return { secrets, clock, calls: started.calls };
}

describeSecrets('Parameter Store', async (values) => {
  const { secrets } = await openSecrets(answerWith(values));
  return { secrets, close: async () => undefined };
});

describeSecrets('Secrets Manager', async (values) => {
  const { secrets } = await openSecrets(answerWith(values));
  return {
    secrets: { get: (ref) => secrets.get({ ...ref, from: 'secrets-manager' }) },
    close: async () => undefined,
  };
});

describe('createSecrets()', () => {
  it('asks Parameter Store for the decrypted value below service and environment', async () => {
    const { secrets, calls } = await openSecrets(answerWith({ token: 'value' }));
    await secrets.get({ secret: 'token' });
    expect(calls).toMatchObject([
      { operation: 'GetParameter', input: { Name: '/shop/prod/token', WithDecryption: true } },
    ]);
  });

  it('asks Secrets Manager for the same name without the leading slash', async () => {
    const { secrets, calls } = await openSecrets(answerWith({ token: 'value' }));
    await secrets.get({ secret: 'token', from: 'secrets-manager' });
    expect(calls).toMatchObject([{ operation: 'GetSecretValue', input: { SecretId: 'shop/prod/token' } }]);
  });

  it('asks once for what many want at once, and again after some minutes', async () => {
    const { secrets, clock, calls } = await openSecrets(answerWith({ token: 'value' }));
    await Promise.all(Array.from({ length: 100 }, () => secrets.get({ secret: 'token' })));
    clock.nowMs = secretLifetimeMs - 1;
    await secrets.get({ secret: 'token' });
    expect(calls).toHaveLength(1);
    clock.nowMs = secretLifetimeMs;
    await secrets.get({ secret: 'token' });
    expect(calls).toHaveLength(2);
  });

  it('keeps the two places apart', async () => {
    const { secrets, calls } = await openSecrets(answerWith({ token: 'value' }));
    await Promise.all([secrets.get({ secret: 'token' }), secrets.get({ secret: 'token', from: 'secrets-manager' })]);
    expect(calls).toHaveLength(2);
  });

  it('remembers no failure', async () => {
    let known = false;
    const { secrets } = await openSecrets((call) => answerWith(known ? { token: 'value' } : {})(call));
    await expect(secrets.get({ secret: 'token' })).rejects.toThrow();
    known = true;
    expect(await secrets.get({ secret: 'token' })).toBe('value');
  });

  it.each<readonly [sentence: string, from: 'parameter-store' | 'secrets-manager', answer: AwsAnswer, message: string]>(
    [
      [
        'a missing parameter',
        'parameter-store',
        { error: 'ParameterNotFound' },
        'Cannot read secret "token": there is no "/shop/prod/token" in Parameter Store, must be created there as a SecureString',
      ],
      [
        'a missing secret',
        'secrets-manager',
        { error: 'ResourceNotFoundException' },
        'Cannot read secret "token": there is no "shop/prod/token" in Secrets Manager, must be created there as a text',
      ],
      [
        'a missing permission',
        'parameter-store',
        { error: 'AccessDeniedException' },
        'Cannot read secret "token": this function may not read "/shop/prod/token" in Parameter Store, must be granted it and its key',
      ],
      [
        'a secret of bytes',
        'secrets-manager',
        { output: { SecretBinary: 'AAEC' } },
        'Cannot read secret "token": "shop/prod/token" in Secrets Manager holds no text, must be created there as a text',
      ],
      [
        'a service that is down',
        'parameter-store',
        { error: 'InternalServerError', status: 500 },
        'Cannot read secret "token": "/shop/prod/token" in Parameter Store cannot be read (InternalServerError), must be reachable from this function',
      ],
    ],
  )('explains %s', async (_sentence, from, answer, message) => {
    const { secrets } = await openSecrets(() => answer);
    await expect(secrets.get({ secret: 'token', from })).rejects.toThrow(new Error(message));
  });
});
