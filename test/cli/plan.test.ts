import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write(makeDefinition());
});
afterAll(() => configs.remove());

describe('watchkeeper plan', () => {
  it('counts what must exist', async () => {
    const { code, stdout, stderr } = await runCli(['plan', '--config', config]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^shop, environment prod: eu-central-1, account 111122223333\n\nPART +COUNT\nendpoints +1\njobs +1\n/,
    );
  });

  it('prints the whole plan as JSON', async () => {
    const { code, stdout } = await runCli(['plan', '--config', config, '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { service: 'shop', environment: 'prod', endpoints: [{ id: 'web' }] },
    ]);
  });

  it('suggests the environment that was meant', async () => {
    expect(await runCli(['plan', '--config', config, '--env', 'prd'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `Cannot plan environment "prd": "${config}" has none of that name, did you mean "prod"?\n`,
    });
  });
});
