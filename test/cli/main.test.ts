import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

describe('watchkeeper', () => {
  it('lists its verbs', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const verb of ['start', 'validate', 'probe', 'invoke', 'plan', 'incidents', 'ack', 'explain', 'drill'])
      expect(stdout).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
  });

  it('shows its help where no verb is given', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, `${stdout}${stderr}`]).toEqual([2, expect.stringContaining('Usage: watchkeeper')]);
  });

  const mistakes: readonly (readonly [string, readonly string[], string])[] = [
    ['an unknown verb', ['prob'], "error: unknown command 'prob'\n(Did you mean probe?)\n(--help says more)\n"],
    [
      'an unknown option',
      ['validate', '--confg', 'x'],
      "error: unknown option '--confg'\n(Did you mean --config?)\n(--help says more)\n",
    ],
    [
      'a missing option',
      ['invoke', 'endpoint-probe'],
      "error: required option '-e, --env <name>' not specified\n(--help says more)\n",
    ],
  ];
  for (const [what, args, stderr] of mistakes) {
    it(`refuses ${what} with code 2`, async () => {
      expect(await runCli(args)).toEqual({ code: 2, stdout: '', stderr });
    });
  }

  it('shows a stack only with DEBUG', async () => {
    const args = [
      'start',
      '--port',
      '0',
      '--host',
      '192.0.2.7',
      '--config',
      'examples/not-a-label/watchkeeper.config.ts',
    ];
    expect((await runCli(args)).stderr).toBe(
      'Cannot listen on 192.0.2.7:0: this machine has no such address, must be one of its own\n',
    );
    expect((await runCli(args, { DEBUG: '1' })).stderr).toMatch(/^Error: Cannot listen on 192\.0\.2\.7:0.*\n {4}at /);
  });
});
