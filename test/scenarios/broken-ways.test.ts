import { describe, expect, it } from 'vitest';
import { createIncidentWorld, toLines } from '../support/incident-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const balancer = 'endpoint/balancer/down';

/** Wednesday 7 January 2026, 14:00 in Zurich. */
const startMs = Date.parse('2026-01-07T13:00:00Z');

describe('a broken way', () => {
  it('Slack returning 500 for ten minutes: another channel takes over at once, and Slack is told when it works again', async () => {
    const world = createIncidentWorld({ startMs });
    world.broken.add('chat');
    await world.tell(balancer, 'ALARM');
    await world.passUntil(startMs + 10 * minute);
    world.broken.delete('chat');
    await world.passUntil(startMs + 55 * minute);
    await world.tell(balancer, 'OK');
    await world.passUntil(startMs + 2 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:00 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:00 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich) [gave-up]',
      '01-07 13:00 last-resort: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:02 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich) [gave-up]',
      '01-07 13:10 grace/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), not acknowledged for 10 minutes',
      '01-07 13:12 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:20 linus/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), not acknowledged for 20 minutes',
      '01-07 13:50 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 13:50 last-resort: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 13:50 grace/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 13:50 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 13:50 linus/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 14:00 ada/sms: RESOLVED shop prod: balancer was down for 55 minutes, OK since 14:55 (Europe/Zurich)',
      '01-07 14:00 last-resort: RESOLVED shop prod: balancer was down for 55 minutes, OK since 14:55 (Europe/Zurich)',
      '01-07 14:00 grace/sms: RESOLVED shop prod: balancer was down for 55 minutes, OK since 14:55 (Europe/Zurich)',
      '01-07 14:00 chat: RESOLVED shop prod: balancer was down for 55 minutes, OK since 14:55 (Europe/Zurich)',
      '01-07 14:00 linus/sms: RESOLVED shop prod: balancer was down for 55 minutes, OK since 14:55 (Europe/Zurich)',
    ]);
    expect(world.letters).toEqual([]);
    const failures = world.numbers.filter(
      ({ metric }) => metric.name === 'ChannelFailed' && metric.dimensions.Channel === 'chat',
    );
    expect(failures.map(({ value }) => value)).toEqual([1, 1, 0, 0, 0]);
  });

  it('every channel broken: each try is a dead letter, nothing is lost in silence', async () => {
    const world = createIncidentWorld({ startMs });
    for (const channel of Object.keys(world.ports.config.channels)) world.broken.add(channel);
    await world.tell(balancer, 'ALARM');
    await world.passUntil(startMs + 25 * minute);
    expect(
      world.letters.map((letter) => (letter.type === 'failed-delivery' ? letter.delivery.channel : letter.type)),
    ).toEqual(['ada/sms', 'chat', 'last-resort', 'grace/sms', 'linus/sms']);
  });

  it('router down for five minutes: the sweep finds the alarm that nobody told of', async () => {
    const world = createIncidentWorld({ startMs });
    const [name] = Object.entries(world.ports.config.alarms).find(([, { id }]) => id === balancer) ?? [''];
    const state = { alarmName: name, reason: 'Threshold Crossed: 2 datapoints', sinceMs: startMs } as const;
    world.states.set(balancer, { ...state, state: 'ALARM' });
    await world.passUntil(startMs + 6 * minute, { sweepMinutes: 5 });
    world.states.set(balancer, { ...state, state: 'OK', sinceMs: startMs + 7 * minute });
    await world.passUntil(startMs + 20 * minute, { sweepMinutes: 5 });
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:05 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:05 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:12 ada/sms: RESOLVED shop prod: balancer was down for 7 minutes, OK since 14:07 (Europe/Zurich)',
      '01-07 13:12 chat: RESOLVED shop prod: balancer was down for 7 minutes, OK since 14:07 (Europe/Zurich)',
    ]);
  });

  it('router down while an alarm went off and on again: the sweep tells of the second outage', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell(balancer, 'ALARM');
    const [first] = await world.log();
    await world.invoke({ act: { action: 'resolve', incident: first?.id ?? '', by: 'Ada' } });
    const alarmName = first?.alarm ?? '';
    const sinceMs = startMs + 20 * minute;
    await world.passUntil(startMs + 21 * minute);
    world.states.set(balancer, { alarmName, reason: 'Threshold Crossed: again', state: 'ALARM', sinceMs });
    await world.passUntil(startMs + 26 * minute, { sweepMinutes: 5 });
    expect(toLines(world.deliveries).slice(-2)).toEqual([
      '01-07 13:25 ada/sms: CRITICAL shop prod: balancer is down since 14:20 (Europe/Zurich)',
      '01-07 13:25 chat: CRITICAL shop prod: balancer is down since 14:20 (Europe/Zurich)',
    ]);
  });

  it('alarm deleted while its incident is open: the sweep ends it, and whoever was told hears why', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell(balancer, 'ALARM');
    const { list } = world.ports.alarmStates ?? { list: async () => [] };
    const [{ alarm } = { alarm: '' }] = await world.log();
    Object.assign(world.ports, {
      alarmStates: {
        list: async () => (await list({ region: '', prefix: '' })).filter(({ alarmName }) => alarmName !== alarm),
      },
    });
    await world.passUntil(startMs + 5 * minute, { sweepMinutes: 5 });
    expect(toLines(world.deliveries).slice(2)).toEqual([
      '01-07 13:05 ada/sms: RESOLVED shop prod: balancer was down for 5 minutes, OK since 14:05 (Europe/Zurich)',
      '01-07 13:05 chat: RESOLVED shop prod: balancer was down for 5 minutes, OK since 14:05 (Europe/Zurich)',
    ]);
    expect(await world.log()).toMatchObject([{ resolved: { reason: 'Its alarm does not exist any more' } }]);
  });

  it('every channel broken for an hour: the reminder reaches whom the page did not', async () => {
    const world = createIncidentWorld({ startMs });
    for (const channel of Object.keys(world.ports.config.channels)) world.broken.add(channel);
    await world.tell(balancer, 'ALARM');
    await world.passUntil(startMs + 20 * minute);
    world.broken.clear();
    await world.passUntil(startMs + 40 * minute);
    expect(
      new Set(world.deliveries.filter(({ result }) => result === 'delivered').map(({ channel }) => channel)),
    ).toEqual(new Set(['ada/sms', 'chat', 'last-resort', 'grace/sms', 'linus/sms']));
  });

  it('every wake-up lost: the sweep takes the steps, minutes late', async () => {
    const world = createIncidentWorld({ startMs, ports: { wakeUps: { set: async () => undefined } } });
    await world.tell(balancer, 'ALARM');
    await world.passUntil(startMs + 21 * minute, { sweepMinutes: 5 });
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:00 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:00 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:10 grace/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), not acknowledged for 10 minutes',
      '01-07 13:20 linus/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich), not acknowledged for 20 minutes',
    ]);
  });

  it('wake-ups that cannot be asked for cost no page', async () => {
    const wakeUps = { set: () => Promise.reject(new Error('ThrottlingException')) };
    const world = createIncidentWorld({ startMs, ports: { wakeUps } });
    await world.tell(balancer, 'ALARM');
    expect(world.deliveries).toHaveLength(2);
  });

  it('a call that died after it wrote and before it told: the next one tells', async () => {
    const world = createIncidentWorld({ startMs });
    const send = world.ports.outbox.send;
    let isDead = true;
    const outbox: typeof world.ports.outbox = {
      send: (parcel) => (isDead ? new Promise(() => undefined) : send(parcel)),
    };
    const dying = createIncidentWorld({ startMs, ports: { ...world.ports, outbox } });
    void dying.tell(balancer, 'ALARM');
    await new Promise((resolve) => setImmediate(resolve));
    isDead = false;
    await world.passUntil(startMs + 3 * minute, { sweepMinutes: 5 });
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:01 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:01 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
    ]);
  });
});
