import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { createConfigFolder, runCli, spawnCli, startSite } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let site: Awaited<ReturnType<typeof startSite>>;
let config = '';
let child: ReturnType<typeof spawnCli> | undefined;
beforeAll(async () => {
  [configs, site] = await Promise.all([createConfigFolder(), startSite()]);
  const endpoints = { web: { url: `${site.url}/`, allowNetworks: ['loopback'] } };
  config = await configs.write(
    makeDefinition({ endpoints, environments: { prod: null, local: { region: 'eu-central-1' } } }),
  );
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = undefined;
});
afterAll(() => Promise.all([configs.remove(), site.close()]));

/** Starts the command and reads its output up to the line that ends the banner. */
async function start(...args: readonly string[]) {
  const started = spawnCli(['start', '--config', config, '--port', '0', ...args]);
  child = started;
  const lines: string[] = [];
  const reader = createInterface({ input: started.stdout });
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  reader.on('line', (line) => {
    lines.push(line);
    if (line.includes('Ctrl-C ends it')) resolve();
  });
  await Promise.race([ready, once(started, 'exit')]);
  const url = /Console +(\S+)/.exec(lines.join('\n'))?.[1] ?? '';
  return { started, lines, url, closed: once(reader, 'close') };
}

describe('watchkeeper start', () => {
  it('says where to look and what is watched', async () => {
    const { lines, url } = await start('--speed', '20');
    expect(lines.slice(0, 8).map((line) => line.replaceAll(url, '<url>'))).toEqual([
      'Watchkeeper watches shop, environment local.',
      '',
      '  Console   <url>',
      '  Inbox     <url>/#/inbox (every alert as it would be sent; nothing is sent)',
      expect.stringMatching(/^ {2}Watching {2}1 endpoint; \d+ alarms, times in Europe\/Zurich$/),
      '  Speed     20: a minute takes 3 s, so timeouts are cut to 2400 ms',
      '',
      'What changes is told below, what was sent stands in the inbox. Ctrl-C ends it.',
    ]);
    expect((await fetch(`${url}/api/watch`)).status).toBe(200);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly at %s: code 0, and nothing listens any more',
    async (signal) => {
      const { started, lines, url, closed } = await start();
      started.kill(signal);
      const [code] = await once(started, 'exit');
      await closed;
      expect(code).toBe(0);
      expect(lines.at(-1)).toBe('Stopping. Ctrl-C once more ends at once.');
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('says in one line that the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await runCli(['start', '--config', config, '--port', String(port)])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Cannot listen on 127.0.0.1:${port}: the port is taken, must be free; choose another with --port\n`,
    });
    taken.close();
  });

  const mistakes: readonly (readonly [string, readonly string[], string])[] = [
    [
      'a speed out of range',
      ['--speed', '100'],
      "error: option '--speed <number>' argument '100' is invalid. It must be a whole number from 1 to 60.\n(--help says more)\n",
    ],
    [
      'a port that is none',
      ['--port', '70000'],
      "error: option '-p, --port <number>' argument '70000' is invalid. It must be a whole number from 0 to 65535.\n(--help says more)\n",
    ],
  ];
  for (const [what, args, stderr] of mistakes) {
    it(`refuses ${what} with code 2`, async () => {
      expect(await runCli(['start', '--config', config, ...args])).toEqual({ code: 2, stdout: '', stderr });
    });
  }

  it('tells the problems of a wrong definition, with code 1', async () => {
    const wrong = await configs.write(makeDefinition({ timeZone: 'Nowhere' }), 'wrong.mjs');
    expect(await runCli(['start', '--config', wrong])).toEqual({
      code: 1,
      stdout: '',
      stderr: `timeZone\n  "Nowhere" is not a time zone\n  write an IANA name like "Europe/Zurich"\n\nCannot load "${wrong}": the definition has 1 problem, must have none\n`,
    });
  });
});
