import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const numbers = createServer((_request, response) =>
  response.setHeader('content-type', 'application/json').end('{"open":12,"late":"many"}'),
);
let folder = '';
let config = '';

beforeAll(async () => {
  numbers.listen(0, '127.0.0.1');
  await once(numbers, 'listening');
  const url = `http://127.0.0.1:${(numbers.address() as AddressInfo).port}/stats`;
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-kpi-'));
  config = join(folder, 'watchkeeper.config.ts');
  const kpi = { url, allowNetworks: ['loopback'] };
  const definition = {
    service: 'desk',
    timeZone: 'UTC',
    channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
    policies: { critical: ['phone'], warning: ['phone'], info: [] },
    backstop: ['phone'],
    kpis: {
      open: { ...kpi, json: '$.open', unit: 'tickets', alert: { above: 10, severity: 'info' } },
      late: { ...kpi, json: '$.late' },
      calm: { ...kpi, json: '$.open', alert: { above: 100, severity: 'info' } },
    },
    environments: { local: { region: 'eu-central-1' } },
  };
  await writeFile(config, `export default ${JSON.stringify(definition)};`);
});
afterAll(async () => {
  numbers.close();
  await rm(folder, { recursive: true });
});

describe('watchkeeper kpi', () => {
  it('reads every number, the bad ones first, and says what is wrong with them', async () => {
    const { code, stdout, stderr } = await runCli(['kpi', '--config', config]);
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ['KPI', 'STATE'],
      ['late', 'error'],
      ['open', 'value'],
      ['calm', 'value'],
      [''],
    ]);
    expect(stdout).toContain('12 tickets');
    expect(stderr).toContain('1 error, 1 breached, 1 fine of 3 KPIs');
    expect(code).toBe(1);
  });

  it('reads one, and ends well where no alert holds', async () => {
    const { code, stdout } = await runCli(['kpi', 'calm', '--json', '--config', config]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ kpi: 'calm', value: 12, verdicts: [{ breached: false }, {}] }],
    });
  });

  it('refuses an unknown name with code 2', async () => {
    const { code, stderr } = await runCli(['kpi', 'opn', '--config', config]);
    expect(code).toBe(2);
    expect(stderr).toContain('Cannot read "opn": there is no business number of that name, did you mean "open"?');
  });
});
