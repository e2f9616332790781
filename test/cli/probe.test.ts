import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { createConfigFolder, runCli, startSite } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let site: Awaited<ReturnType<typeof startSite>>;
let config = '';
beforeAll(async () => {
  [configs, site] = await Promise.all([createConfigFolder(), startSite()]);
  config = await configs.write(
    makeDefinition({
      defaults: { allowNetworks: ['loopback'], retry: { times: 0 } },
      endpoints: {
        web: { url: `${site.url}/` },
        health: { kind: 'http', url: `${site.url}/health`, expect: { status: 200 } },
        keyed: { kind: 'http', url: `${site.url}/`, headers: { 'x-api-key': { secret: 'api/key' } } },
      },
    }),
  );
});
afterAll(() => Promise.all([configs.remove(), site.close()]));

const probe = (...args: readonly string[]) => runCli(['probe', '--config', config, ...args]);

describe('watchkeeper probe', () => {
  it('prints outcome, phases and reason of an endpoint', async () => {
    const { code, stdout, stderr } = await probe('web');
    expect([code, stderr]).toEqual([0, 'Probing environment "prod".\n\n']);
    const [titles = '', row = '', ...rest] = stdout.split('\n');
    expect(titles.split(/ {2,}/)).toEqual([
      'ENDPOINT',
      'OUTCOME',
      'DNS',
      'CONNECT',
      'TLS',
      'WAIT',
      'TRANSFER',
      'TOTAL',
      'REASON',
    ]);
    expect(row).toMatch(/^web +up +- +[\d.]+ ms +- +[\d.]+ ms +[\d.]+ ms +[\d.]+ ms {2}Up: status 200/);
    expect(rest).toEqual(['', '1 up', '']);
  });

  it('ends with code 1 when something is down', async () => {
    const { code, stdout } = await probe('web', 'health');
    expect(code).toBe(1);
    expect(stdout).toMatch(/\nhealth +down .* Expected status 200, got 503\n\n1 up, 1 down\n$/);
  });

  it('ends with code 1 when something could not be judged', async () => {
    const { code, stdout } = await probe('keyed');
    expect(code).toBe(1);
    expect(stdout).toContain('.env.local has no API_KEY, must have a line API_KEY=...');
    expect(stdout).toContain('\n1 unknown\n');
  });

  it('probes everything where nothing is named, and prints JSON', async () => {
    const { stdout } = await probe('--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { endpoint: 'web', outcome: 'up', statusCode: 200, attempts: 1 },
      { endpoint: 'health', outcome: 'down' },
      { endpoint: 'keyed', outcome: 'unknown' },
    ]);
  });

  it('suggests the name that was meant, with code 2', async () => {
    expect(await probe('helth')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Cannot probe "helth": there is no endpoint of that name, did you mean "health"?\n',
    });
  });

  it('says which certificate authority is missing', async () => {
    const file = join(configs.folder, 'none.pem');
    const other = await configs.write(makeDefinition({ endpoints: { web: { ca: { file } } } }), 'ca.mjs');
    expect(await runCli(['probe', '--config', other])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Probing environment "prod".\n\nCannot read a certificate authority of environments.prod: endpoint "web", ca: there is no file "${file}" that can be read; write a path relative to ${dirname(other)}, or the PEM text itself\n`,
    });
  });
});
