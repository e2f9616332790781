import { describe, expect, it } from 'vitest';
import { alertingDefinition } from './incident-samples.ts';
import { runCli } from './run-cli.ts';
import { useConfig } from './use-config.ts';

const config = useConfig(alertingDefinition);

const runbook = (...args: readonly string[]) =>
  runCli(['runbook', 'endpoint/web/down', ...args, '--config', config()], { SHELL: '/bin/sh' });

describe('watchkeeper runbook', () => {
  it('prints the link and the steps, with the commands that do them', async () => {
    expect(await runbook()).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'web is down - critical',
        'https://wiki.shop.example/web',
        '',
        ' 1. Look at the dashboard',
        ' 2. Restart the shop',
        '    $ echo restarted "$0"; exit 7',
        '',
      ].join('\n'),
    });
  });

  it("shows the command of a step, runs it in the user's shell, and ends with its code", async () => {
    expect(await runbook('--run', '2')).toEqual({
      code: 7,
      stdout: 'restarted /bin/sh\n',
      stderr: '2. Restart the shop\n$ echo restarted "$0"; exit 7\n',
    });
  });

  it.each([
    [
      'a step without a command',
      '1',
      'Cannot run step 1 of the runbook of "endpoint/web/down": it has no command, must be done by hand: Look at the dashboard\n',
    ],
    [
      'a step that there is not',
      '3',
      'Cannot run step 3 of the runbook of "endpoint/web/down": it has 2 steps, must be one of them\n',
    ],
  ])('refuses %s with code 2', async (_, step, stderr) => {
    expect(await runbook('--run', step)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('says which shell there is not', async () => {
    const { code, stderr } = await runCli(['runbook', 'endpoint/web/down', '--run', '2', '--config', config()], {
      SHELL: '/nonexistent/sh',
    });
    expect([code, stderr.trimEnd().split('\n').at(-1)]).toEqual([
      1,
      'Cannot run "echo restarted "$0"; exit 7": there is no shell "/nonexistent/sh", SHELL must name one',
    ]);
  });

  it('prints the steps of one that has no link', async () => {
    const { stdout } = await runCli(['runbook', 'endpoint/api/down', '--config', config()]);
    expect(stdout).toBe('api is down - critical\n\n 1. Ask Ada\n');
  });

  it('says so where an alarm has none', async () => {
    expect(await runCli(['runbook', 'kpi/orders/alert', '--config', config()])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Cannot show the runbook of "kpi/orders/alert": it has none, must be named with "runbook" in the definition\n',
    });
  });

  it('suggests the alarm that was meant, with code 2', async () => {
    expect(await runCli(['runbook', 'endpoint/web/dwn', '--config', config()])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'Cannot show the runbook of "endpoint/web/dwn": there is no alarm of that id, did you mean "endpoint/web/down"?\n',
    });
  });
});
