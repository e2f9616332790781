import { describe, expect, it } from 'vitest';
import { createEnvSecrets, secretVariable } from '../../../local/memory/env-secrets.ts';
import { describeSecrets } from '../../support/describe-secrets.ts';

describe('secretVariable()', () => {
  const cases = [
    ['slack/engineering', 'SLACK_ENGINEERING'],
    ['shop-api-key', 'SHOP_API_KEY'],
    ['a//b', 'A_B'],
  ] as const;
  for (const [name, variable] of cases) {
    it(`is ${variable} for "${name}"`, () => expect(secretVariable(name)).toBe(variable));
  }
});

describe('createEnvSecrets()', () => {
  it('reads a value by the name of its secret', async () => {
    const secrets = createEnvSecrets('# people\nSLACK_ENGINEERING="https://hooks.example/T1"\n');
    expect(await secrets.get({ secret: 'slack/engineering' })).toBe('https://hooks.example/T1');
  });

  it('says which line is missing', async () => {
    const secrets = createEnvSecrets('SLACK_ENGINEERING=\n');
    await expect(secrets.get({ secret: 'slack/engineering' })).rejects.toThrow(
      'Cannot read secret "slack/engineering": .env.local has no SLACK_ENGINEERING, must have a line SLACK_ENGINEERING=...',
    );
  });
});

describeSecrets('.env.local', async (values) => {
  const lines = Object.entries(values).map(([name, value]) => `${secretVariable(name)}=${value}`);
  return { secrets: createEnvSecrets(lines.join('\n')), close: async () => undefined };
});
