import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
beforeAll(async () => {
  configs = await createConfigFolder();
});
afterAll(() => configs.remove());

describe('watchkeeper validate', () => {
  it('sums up a definition that is right', async () => {
    const config = await configs.write(makeDefinition());
    expect(await runCli(['validate', '--config', config])).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(
        new RegExp(
          `^prod: 1 endpoint, \\d+ alarms, 3 channels\\nok: "${config}" describes "shop" for 1 environment\\n$`,
        ),
      ),
    });
  });

  it('accepts the definition that ships with the product', async () => {
    expect(await runCli(['validate'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('\nok: "watchkeeper.config.ts" '),
    });
  });

  it('prints every problem as path, message and hint', async () => {
    const config = await configs.write(
      makeDefinition({ timeZone: 'Europe/Zuerich', policies: { info: ['engineerin'] } }),
      'wrong.mjs',
    );
    const { code, stdout, stderr } = await runCli(['validate', '--config', config]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        'timeZone',
        '  "Europe/Zuerich" is not a time zone',
        '  write an IANA name like "Europe/Zurich"',
        '',
        'policies.info.0',
        '  no channel is called "engineerin"',
        '  did you mean "engineering"?',
        '',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe(`Cannot load "${config}": the definition has 2 problems, must have none\n`);
  });

  it('says in one line that there is no such file', async () => {
    const config = join(configs.folder, 'none.ts');
    expect(await runCli(['validate', '--config', config])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Cannot load "${config}": there is no such file, must be one that exports a definition (--config names it)\n`,
    });
  });
});
