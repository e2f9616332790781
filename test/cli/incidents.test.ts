import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/model/incident.ts';
import { startTestAws, type TestAws } from './aws-desk.ts';
import { type IncidentConsole, startIncidentConsole } from './incident-console.ts';
import { afterMinutes, alertingDefinition, openedAtMs, overIncident, webIncident } from './incident-samples.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write(alertingDefinition);
});
afterAll(() => configs.remove());

const dayMs = 86_400_000;
const ids = ['k3v9x2m7q1wz', 'k3a000000001', 'r5000000000z', 'd70000000000', 'f30000000000'] as const;

/** An open one, two that are over (one a false alarm), a drill, and one that opened before the week. */
const incidents: readonly Incident[] = [
  overIncident({ id: ids[1], openedAtMs: openedAtMs - dayMs }),
  webIncident({ id: ids[0] }),
  overIncident({
    id: ids[2],
    alarmId: 'endpoint/api/down',
    alarm: 'shop-local/endpoint/api/down',
    title: 'api is down',
    severity: 'warning',
    resolved: { atMs: afterMinutes(15), okSinceMs: afterMinutes(10), by: 'grace', falseAlarm: true },
  }),
  overIncident({ id: ids[3], drill: { by: 'ada', endsAtMs: afterMinutes(30) } }),
  overIncident({ id: ids[4], openedAtMs: openedAtMs - 8 * dayMs }),
];

describe('watchkeeper incidents, of the console that runs here', () => {
  let watch: IncidentConsole;
  beforeEach(async () => {
    watch = await startIncidentConsole(incidents);
  });
  afterEach(() => watch.close());
  const list = (...args: readonly string[]) => runCli(['incidents', ...args, '--config', config, '--url', watch.url]);

  it('lists those of a week, what is open first, and measures those that are over', async () => {
    const { code, stdout, stderr } = await list();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'ID            STATUS    SEVERITY  SINCE          LASTED  ACKNOWLEDGED     TITLE',
      'k3v9x2m7q1wz  open      critical  12 Jan, 14:03  30 min  -                web is down',
      'r5000000000z  resolved  warning   12 Jan, 14:03  10 min  ada after 4 min  api is down',
      'd70000000000  resolved  critical  12 Jan, 14:03  20 min  ada after 4 min  DRILL web is down',
      'k3a000000001  resolved  critical  11 Jan, 14:03  20 min  ada after 4 min  web is down',
      '',
      '4 incidents, 1 open, 1 drill. Of 2 that are over, 2 were acknowledged, after 4 minutes, and they lasted 15 minutes (medians); 50 % were false alarms.',
    ]);
  });

  it('says how many nobody was told of, and measures the others', async () => {
    const { announcedAtMs: _, ...untold } = overIncident({ id: 'u70000000000' });
    watch.said.incidents = [...incidents, untold];
    expect((await list()).stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^5 incidents, 1 open, 1 drill, 1 never announced\. Of 2 that were announced and are over, 2 were acknowledged,/,
    );
  });

  const listed = async (...args: readonly string[]) =>
    (JSON.parse((await list('--json', ...args)).stdout) as readonly { readonly id: string }[]).map(({ id }) => id);

  it('looks back as far as it is told, and keeps what is asked for', async () => {
    expect(await listed('--since', '30d')).toEqual([ids[0], ids[2], ids[3], ids[1], ids[4]]);
    expect(await listed('--since', '1h')).toEqual([ids[0], ids[2], ids[3]]);
    expect(await listed('--open')).toEqual([ids[0]]);
    expect(await listed('--severity', 'warning')).toEqual([ids[2]]);
  });

  it('prints each with its status as JSON', async () => {
    expect(JSON.parse((await list('--json', '--open')).stdout)).toMatchObject([{ id: ids[0], status: 'open' }]);
  });

  it('says so where there was none', async () => {
    watch.said.incidents = [];
    expect(await list()).toEqual({ code: 0, stdout: 'There was no incident.\n', stderr: '' });
    expect(await list('--open')).toMatchObject({ stdout: 'No incident is open.\n' });
  });

  it('tells the story of one by the beginning of its id, however old it is', async () => {
    const { code, stdout } = await list('f3');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Incident +f30000000000\n/)]);
  });

  it('prints one as JSON', async () => {
    expect(JSON.parse((await list(ids[2], '--json')).stdout)).toMatchObject({ id: ids[2], status: 'resolved' });
  });

  it('suggests what was meant, with code 2', async () => {
    expect(await list('endpoint/wbe/down')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Cannot show "endpoint/wbe/down": no incident has that id or alarm, did you mean "endpoint/web/down"?\n',
    });
  });
});

describe('watchkeeper incidents --env prod, of the table on AWS', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await startTestAws();
  });
  afterEach(() => aws.close());
  const list = (...args: readonly string[]) =>
    runCli(['incidents', ...args, '--config', config, '--env', 'prod'], aws.env);
  const hourMs = 3_600_000;

  it('lists what is open before what is over, each once', async () => {
    const nowMs = Date.now();
    await aws.remember(webIncident({ id: ids[0], openedAtMs: nowMs - 9 * dayMs, alarm: 'a' }));
    await aws.remember(overIncident({ id: ids[1], openedAtMs: nowMs - 2 * hourMs, alarm: 'b' }));
    await aws.remember(overIncident({ id: ids[2], openedAtMs: nowMs - 8 * dayMs, alarm: 'c' }));
    const { stdout } = await list('--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { id: ids[0], status: 'open' },
      { id: ids[1], status: 'resolved' },
    ]);
  });

  it('tells the story of one by the beginning of its id', async () => {
    await aws.remember(webIncident({ id: ids[0], openedAtMs: Date.now() - hourMs }));
    const { code, stdout } = await list('k3v9');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Incident +k3v9x2m7q1wz\n/)]);
  });

  it('says in one line that AWS cannot be read', async () => {
    const other = await configs.write({ ...alertingDefinition, service: 'desk' }, 'desk.mjs');
    expect(await runCli(['incidents', '--config', other, '--env', 'prod'], aws.env)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Cannot read table "desk-prod-incidents" in eu-central-1: there is no such table in this account, must be deployed first: "npx cdk deploy"\n',
    });
  });
});
