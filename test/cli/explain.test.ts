import { describe, expect, it } from 'vitest';
import { alertingDefinition } from './incident-samples.ts';
import { runCli } from './run-cli.ts';
import { useConfig } from './use-config.ts';

const config = useConfig(alertingDefinition);

const explain = (...args: readonly string[]) => runCli(['explain', ...args, '--config', config()]);

describe('watchkeeper explain', () => {
  it("says who is told when, at a moment of the definition's zone, and with which first line", async () => {
    expect(await explain('endpoint/web/down', '--at', '2026-01-11T03:00', '--env', 'prod')).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'web is down - critical, policy critical, owner Ada',
        '03:00:00 on Sun 11 Jan 2026 (Europe/Zurich), told at once',
        '  +0m   03:00  chat; grace/sms (on call in platform: Grace)',
        '  +10m  03:10  phone',
        'then every 30m until somebody acknowledges',
        'where a delivery fails: chat, then phone',
        'over after 5m of OK; whoever was told is told',
        'first line: CRITICAL shop prod: web is down since 03:00 (Europe/Zurich)',
        '',
      ].join('\n'),
    });
  });

  it('tells when a warning that waits for the office is told, and since when it was then wrong', async () => {
    const { stdout } = await explain('endpoint/api/slow', '--at', '2026-01-10T03:00');
    expect(stdout).toContain('held until 08:30 on Mon 12 Jan 2026: outside of office\n');
    expect(stdout).toMatch(/first line: WARNING shop local: api is slow since Sat 03:00 \(Europe\/Zurich\)\n$/);
  });

  it('says so where the clock skips the moment', async () => {
    const { code, stdout, stderr } = await explain('endpoint/web/down', '--at', '2026-03-29T02:30');
    expect([code, stderr]).toEqual([
      0,
      'There is no 2026-03-29T02:30 in Europe/Zurich: the clock skips it, so this is about 03:30\n',
    ]);
    expect(stdout).toContain('\n03:30:00 on Sun 29 Mar 2026 (Europe/Zurich), told at once\n');
  });

  it('explains now where no moment is given, and prints JSON', async () => {
    const beforeMs = Date.now();
    const { code, stdout } = await explain('endpoint/web/down', '--json');
    const route = JSON.parse(stdout);
    expect([code, route]).toMatchObject([0, { alarmId: 'endpoint/web/down', policy: 'critical' }]);
    expect([route.firstLine, route.atMs >= beforeMs]).toEqual([expect.stringMatching(/^CRITICAL shop local: /), true]);
  });

  it.each([
    [
      'the beginning of alarms',
      ['endpoint/web'],
      'Cannot explain "endpoint/web": there is no alarm of that id, known: "endpoint/web/down", "endpoint/web/certificate-30d", "endpoint/web/certificate-14d", "endpoint/web/certificate-7d", "endpoint/web/certificate-3d"\n',
    ],
    [
      'an unknown alarm',
      ['endpoint/wbe/down'],
      'Cannot explain "endpoint/wbe/down": there is no alarm of that id, did you mean "endpoint/web/down"?\n',
    ],
    [
      'a day that there is not',
      ['endpoint/web/down', '--at', '2026-02-30T03:00'],
      "error: option '--at <moment>' argument '2026-02-30T03:00' is invalid. It must be a date with a time of day, like 2026-11-21T03:00.\n(--help says more)\n",
    ],
  ])('refuses %s with code 2', async (_, args, stderr) => {
    expect(await explain(...args)).toEqual({ code: 2, stdout: '', stderr });
  });
});
