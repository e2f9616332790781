import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consoleNowMs, type IncidentConsole, startIncidentConsole } from './incident-console.ts';
import { alertingDefinition, webIncident } from './incident-samples.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let watch: IncidentConsole;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write(alertingDefinition);
});
afterAll(() => configs.remove());
beforeEach(async () => {
  watch = await startIncidentConsole([webIncident()]);
});
afterEach(() => watch.close());

const silence = (...args: readonly string[]) =>
  runCli(['silence', 'endpoint/web/down', ...args, '--as', 'ada', '--config', config, '--url', watch.url]);

describe('watchkeeper silence', () => {
  it("silences until then by the watch's own clock, which may run faster", async () => {
    expect(await silence('--for', '2h', '--reason', 'a known fault')).toMatchObject({
      code: 0,
      stdout: 'Silenced: web is down (k3v9x2m7q1wz), 30 minutes after it began.\n',
    });
    const untilMs = consoleNowMs + 2 * 3_600_000;
    expect(watch.done).toMatchObject([{ action: 'silence', by: 'ada', reason: 'a known fault', untilMs }]);
  });

  it.each([
    ['without a reason', ['--for', '2h'], "error: required option '--reason <text>' not specified\n"],
    ['without an end', ['--reason', 'x'], "error: required option '--for <time>' not specified\n"],
    [
      'with an empty reason',
      ['--for', '2h', '--reason', ''],
      "error: option '--reason <text>' argument '' is invalid. It must not be empty.\n",
    ],
    [
      'for longer than a week',
      ['--for', '8d', '--reason', 'x'],
      "error: option '--for <time>' argument '8d' is invalid. It must be a length of time from 1m to 7d, like 30m, 2h or 1d.\n",
    ],
  ])('is refused %s, with code 2', async (_, args, error) => {
    expect(await silence(...args)).toEqual({ code: 2, stdout: '', stderr: `${error}(--help says more)\n` });
    expect(watch.done).toEqual([]);
  });
});
