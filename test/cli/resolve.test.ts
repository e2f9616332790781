import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IncidentConsole, startIncidentConsole } from './incident-console.ts';
import { alertingDefinition, overIncident } from './incident-samples.ts';
import { runCli } from './run-cli.ts';
import { useConfig } from './use-config.ts';

const config = useConfig(alertingDefinition);

const incident = overIncident();

describe('watchkeeper resolve', () => {
  let watch: IncidentConsole;
  beforeEach(async () => {
    watch = await startIncidentConsole([incident]);
  });
  afterEach(() => watch.close());
  const resolve = (...args: readonly string[]) =>
    runCli(['resolve', incident.id, ...args, '--as', 'ada', '--config', config(), '--url', watch.url]);

  it('ends an incident by hand', async () => {
    expect(await resolve()).toEqual({
      code: 0,
      stdout: 'Resolved: web is down (k3v9x2m7q1wz), 20 minutes after it began.\n',
      stderr: '',
    });
    expect(watch.done).toEqual([{ id: incident.id, action: 'resolve', by: 'ada' }]);
  });

  it('says why, and that nothing was wrong', async () => {
    await resolve('--reason', 'a test', '--false-alarm');
    expect(watch.done).toMatchObject([{ action: 'resolve', reason: 'a test', falseAlarm: true }]);
  });
});
