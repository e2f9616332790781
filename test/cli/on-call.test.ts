import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { alertingDefinition } from './incident-samples.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write(alertingDefinition);
});
afterAll(() => configs.remove());

const onCall = (...args: readonly string[]) => runCli(['on-call', ...args, '--config', config]);

describe('watchkeeper on-call', () => {
  it('says who it is, who stands behind, and the shifts, cut wherever one of both changes', async () => {
    expect(await onCall('--at', '2026-01-11T03:00', '--weeks', '1')).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'Platform, Sun 11 Jan 03:00 (Europe/Zurich): Grace, Ada behind',
        '',
        'FROM              UNTIL             PRIMARY           BACKUP',
        'Sun 11 Jan 03:00  Sun 11 Jan 18:00  Grace (override)  Ada',
        'Sun 11 Jan 18:00  Mon 12 Jan 09:00  Ada               Grace',
        'Mon 12 Jan 09:00  Sun 18 Jan 03:00  Grace             Ada',
        '',
      ].join('\n'),
    });
  });

  it('marks when nobody is', async () => {
    const { stdout } = await onCall('--at', '2026-01-04T09:00', '--weeks', '1');
    expect(stdout).toContain('Platform, Sun 04 Jan 09:00 (Europe/Zurich): NOBODY\n');
    expect(stdout).toContain('\nSun 04 Jan 09:00  Mon 05 Jan 09:00  NOBODY   ');
    expect(stdout).toMatch(/\n1 gap: nobody is on call for 1 day in all\.\n$/);
  });

  it('prints four weeks from now as JSON', async () => {
    const { code, stdout } = await onCall('--json');
    const [rotation] = JSON.parse(stdout);
    const shifts: readonly { readonly fromMs: number; readonly untilMs: number }[] = rotation.shifts.primary;
    expect([code, rotation]).toMatchObject([0, { id: 'platform', timeZone: 'Europe/Zurich' }]);
    expect((shifts.at(-1)?.untilMs ?? 0) - (shifts[0]?.fromMs ?? 0)).toBe(28 * 86_400_000);
    expect(['Ada', 'Grace']).toContain(rotation.primary);
  });

  it('says so where there is no rotation', async () => {
    const none = await configs.write(makeDefinition(), 'none.mjs');
    expect(await runCli(['on-call', '--config', none])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Cannot say who is on call: the definition has no rotation, must have one below "rotations"\n',
    });
  });

  it('refuses no weeks with code 2', async () => {
    expect(await onCall('--weeks', '0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('It must be a whole number from 1 to 52.'),
    });
  });
});
