import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestAws, type TestAws } from './aws-desk.ts';
import { type IncidentConsole, startIncidentConsole } from './incident-console.ts';
import { alertingDefinition, openedAtMs, overIncident, webIncident } from './incident-samples.ts';
import { runCli } from './run-cli.ts';
import { useConfig } from './use-config.ts';

const config = useConfig(alertingDefinition);

const { id } = webIncident();

describe('watchkeeper ack, by the console that runs here', () => {
  let watch: IncidentConsole;
  beforeEach(async () => {
    watch = await startIncidentConsole([webIncident()]);
  });
  afterEach(() => watch.close());
  const ack = (...args: readonly string[]) => runCli(['ack', ...args, '--config', config(), '--url', watch.url]);

  it('acknowledges the open incident of an alarm, in the name and with the note that are given', async () => {
    expect(await ack('endpoint/web/down', '--as', 'ada', '--note', 'on my way')).toEqual({
      code: 0,
      stdout: 'Acknowledged: web is down (k3v9x2m7q1wz), 30 minutes after it began.\n',
      stderr: '',
    });
    expect(watch.done).toEqual([{ id, action: 'acknowledge', by: 'ada', note: 'on my way' }]);
  });

  it('acts in the name of the user of this machine', async () => {
    expect(await ack('k3v')).toMatchObject({ code: 0 });
    expect(watch.done).toEqual([{ id, action: 'acknowledge', by: expect.stringMatching(/./) }]);
  });

  it('tells why the watch refuses, in its own sentence', async () => {
    watch.said.problem = `Cannot acknowledge incident "${id}": grace acknowledged it on Monday 12 January 2026, 14:05:00`;
    expect(await ack(id)).toEqual({ code: 1, stdout: '', stderr: `${watch.said.problem}\n` });
  });

  const cause = { id: 'c30000000000', alarm: 'shop-local/endpoint/api/down', title: 'api is down' } as const;
  const { announcedAtMs: _, ...untold } = webIncident({
    phase: 'held',
    hold: { reason: { kind: 'dependency', alarm: cause.alarm } },
    acknowledged: { atMs: openedAtMs, by: 'ada' },
  });
  const suppressed = webIncident({ suppressedBy: cause.alarm, acknowledged: { atMs: openedAtMs, by: 'ada' } });

  it.each([
    [
      'what holds it back',
      [untold, webIncident(cause)],
      'held: explained by api is down (c30000000000): acknowledge that one too\n',
    ],
    [
      'what explains it since it was told',
      [suppressed, webIncident(cause)],
      'explained by api is down (c30000000000): acknowledge that one too\n',
    ],
    [
      'nothing that somebody takes care of',
      [untold, webIncident({ ...cause, acknowledged: { atMs: 0, by: 'x' } })],
      '',
    ],
    ['nothing that is over', [untold, overIncident(cause)], ''],
  ])('names %s after it', async (__, incidents, note) => {
    watch.said.incidents = incidents;
    const { code, stdout } = await ack(id);
    expect([code, stdout]).toEqual([0, `Acknowledged: web is down (${id}), 30 minutes after it began.\n${note}`]);
  });

  it('lists what is open where the alarm has nothing, and does nothing', async () => {
    expect(await ack('endpoint/api/down')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Cannot acknowledge "endpoint/api/down": the alarm has no open incident, open: k3v9x2m7q1wz (endpoint/web/down)\n',
    });
    expect(watch.done).toEqual([]);
  });

  it('refuses an empty note with code 2', async () => {
    expect(await ack(id, '--note', ' ')).toEqual({
      code: 2,
      stdout: '',
      stderr: "error: option '--note <text>' argument ' ' is invalid. It must not be empty.\n(--help says more)\n",
    });
  });
});

describe('watchkeeper ack --env prod, by the deployed router', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await startTestAws();
    await aws.remember(incident);
  });
  afterEach(() => aws.close());
  const incident = webIncident({ openedAtMs: Date.now() - 3_600_000 });
  const ack = (...args: readonly string[]) => runCli(['ack', ...args, '--config', config(), '--env', 'prod'], aws.env);

  it('finds the incident in the table, and lets the router act', async () => {
    aws.said.answer = { done: true, incident };
    const { code, stdout, stderr } = await ack('endpoint/web/down', '--as', 'ada');
    expect([code, stderr, stdout]).toEqual([
      0,
      '',
      expect.stringMatching(/^Acknowledged: web is down \(k3v9x2m7q1wz\), 1 hour .*after it began\.\n$/),
    ]);
    expect(aws.events).toEqual([{ act: { action: 'acknowledge', incident: id, by: 'ada' } }]);
  });

  it('tells why the router refuses', async () => {
    const problem = `Cannot acknowledge incident "${id}": it was resolved by grace`;
    aws.said.answer = { done: false, problem, incident: overIncident() };
    expect(await ack(id)).toEqual({ code: 1, stdout: '', stderr: `${problem}\n` });
  });

  it('says so where the router is of another version', async () => {
    expect(await ack(id)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Cannot read the answer of "shop-prod-alert-router" in eu-central-1: it is none of a router, must be one of this version; deploy it again\n',
    });
  });
});
