import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../shared/model/incident.ts';
import { startTestAws } from './aws-desk.ts';
import { type IncidentConsole, startIncidentConsole } from './incident-console.ts';
import { afterMinutes, alertingDefinition, openedAtMs, webIncident } from './incident-samples.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write({
    ...alertingDefinition,
    maintenance: {
      move: { reason: 'We move', of: 'everything', from: '2026-01-12T08:00', until: '2026-01-13T08:00' },
    },
  });
});
afterAll(() => configs.remove());

const timeline: readonly TimelineEntry[] = [
  { atMs: openedAtMs, what: 'opened', reason: 'This is a drill' },
  { atMs: openedAtMs, what: 'told', tell: 'opening', channel: 'chat', step: 0, result: 'rehearsed', attempts: 1 },
  { atMs: afterMinutes(5), what: 'acknowledged', by: 'ada' },
  { atMs: afterMinutes(20), what: 'resolved' },
];
const closing: TimelineEntry = {
  ...{ atMs: afterMinutes(20), what: 'told', tell: 'closing' },
  ...{ channel: 'chat', result: 'rehearsed', attempts: 1 },
};
const drilled = webIncident({
  drill: { by: 'ada', endsAtMs: afterMinutes(20) },
  timeline: timeline.slice(0, 1),
});

describe('watchkeeper drill', () => {
  let watch: IncidentConsole;
  beforeEach(async () => {
    watch = await startIncidentConsole([drilled]);
  });
  afterEach(() => watch.close());
  const drill = (...args: readonly string[]) =>
    runCli(['drill', ...args, '--as', 'ada', '--config', config, '--url', watch.url]);

  it('begins one, and says who is told when: maintenance holds no drill', async () => {
    const { code, stdout, stderr } = await drill('endpoint/web/down', '--for', '20m');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'Drill k3v9x2m7q1wz has begun, until 12 Jan, 14:23: acknowledge it with "watchkeeper ack k3v9x2m7q1wz", end it with "watchkeeper resolve k3v9x2m7q1wz".',
      '',
      'web is down - critical, policy critical, owner Ada',
      '14:03:00 on Mon 12 Jan 2026 (Europe/Zurich), told at once',
      expect.stringMatching(/^ {2}\+0m {3}14:03 {2}chat; grace\/sms /),
      '  +10m  14:13  phone',
    ]);
    expect(watch.done).toEqual([{ alarm: 'endpoint/web/down', by: 'ada', forMs: 20 * 60_000 }]);
  });

  it('says which steps it does not reach', async () => {
    watch.said.incidents = [{ ...drilled, drill: { by: 'ada', endsAtMs: afterMinutes(10) } }];
    const { stdout } = await drill('endpoint/web/down', '--for', '10m');
    expect(stdout).toContain('\nthe drill ends before 1 step: a longer --for reaches further\n');
  });

  it('follows it until it is over and everybody knows, each line once', async () => {
    const tell = { id: '4', kind: 'closing', channel: 'chat', mentions: [], claimedUntilMs: 0, givenUp: 0 } as const;
    watch.said.looks = [
      { ...drilled, timeline: timeline.slice(0, 3) },
      { ...drilled, timeline, phase: 'resolved', tells: [tell] },
      {
        ...drilled,
        phase: 'resolved',
        timeline: [...timeline, closing],
      },
    ];
    const { code, stdout } = await drill('endpoint/web/down', '--follow');
    expect([code, stdout.split('\n\n').at(-1)?.trimEnd().split('\n')]).toEqual([
      0,
      [
        '14:03:00  opened: This is a drill',
        '14:03:00  told chat that it opened (step 1): shown here, not sent',
        '14:08:00  acknowledged by ada',
        '14:23:00  resolved',
        '14:23:00  told chat that it is over: shown here, not sent',
      ],
    ]);
  });

  it('ends with code 1 where what it follows is forgotten', async () => {
    watch.said.looks = ['gone'];
    expect(await drill('endpoint/web/down', '--follow')).toMatchObject({
      code: 1,
      stderr: 'Cannot follow incident "k3v9x2m7q1wz": it is forgotten, must be looked for again\n',
    });
  });

  it('tells why the watch refuses', async () => {
    watch.said.problem = 'Cannot drill alarm "endpoint/web/down": one is under way until 14:23';
    expect(await drill('endpoint/web/down')).toEqual({ code: 1, stdout: '', stderr: `${watch.said.problem}\n` });
  });

  it.each([
    [
      'an alarm that there is not',
      'endpoint/web/dwn',
      'Cannot drill "endpoint/web/dwn": there is no alarm of that id, did you mean "endpoint/web/down"?\n',
    ],
    [
      'one that no policy routes',
      'function/alert-router/errors',
      'Cannot drill "function/alert-router/errors": it watches Watchkeeper itself and tells the backstop alone, must be an alarm of the definition\n',
    ],
  ])('refuses %s with code 2', async (_, alarm, stderr) => {
    expect(await drill(alarm)).toEqual({ code: 2, stdout: '', stderr });
    expect(watch.done).toEqual([]);
  });
});

describe('watchkeeper drill --env prod, by the deployed router', () => {
  it('lets it begin one of half an hour, or tells why it does not', async () => {
    const aws = await startTestAws();
    const drill = () =>
      runCli(['drill', 'endpoint/web/down', '--as', 'ada', '--config', config, '--env', 'prod'], aws.env);
    aws.said.answer = { started: true, incident: drilled };
    expect(await drill()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Drill k3v9x2m7q1wz has begun/) });
    const problem = 'Cannot drill alarm "endpoint/web/down": one is under way';
    aws.said.answer = { started: false, problem };
    expect(await drill()).toMatchObject({ code: 1, stderr: `${problem}\n` });
    expect(aws.events[0]).toEqual({ drill: { alarmId: 'endpoint/web/down', by: 'ada', forMs: 1_800_000 } });
    await aws.close();
  });
});
