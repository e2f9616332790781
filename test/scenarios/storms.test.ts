import { describe, expect, it } from 'vitest';
import { handleEvent } from '../../functions/alert-router/handle-event.ts';
import { incidentPlan } from '../support/incident-plan.ts';
import { createIncidentWorld, snsEvent, toLines } from '../support/incident-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const balancer = 'endpoint/balancer/down';
const shop = 'endpoint/shop/down';

/** Wednesday 7 January 2026, 14:00 in Zurich. */
const startMs = Date.parse('2026-01-07T13:00:00Z');

describe('flapping for an hour', () => {
  it('is one incident, told once and closed once', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell(balancer, 'ALARM');
    const [incident] = await world.log();
    await world.invoke({ act: { action: 'acknowledge', incident: incident?.id ?? '', by: 'Ada' } });
    for (let passed = 2; passed <= 60; passed += 2) {
      await world.passUntil(startMs + passed * minute);
      await world.tell(balancer, passed % 4 === 0 ? 'ALARM' : 'OK');
    }
    await world.passUntil(startMs + 62 * minute);
    await world.tell(balancer, 'OK');
    await world.passUntil(startMs + 2 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:00 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:00 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:00 chat: ACKNOWLEDGED shop prod: balancer is down since 14:00 (Europe/Zurich), Ada takes care of it',
      '01-07 14:07 ada/sms: RESOLVED shop prod: balancer was down for 1 hour 2 minutes, OK since 15:02 (Europe/Zurich)',
      '01-07 14:07 chat: RESOLVED shop prod: balancer was down for 1 hour 2 minutes, OK since 15:02 (Europe/Zurich)',
    ]);
    expect((await world.log()).map(({ flaps, phase }) => ({ flaps, phase }))).toEqual([
      { flaps: 15, phase: 'resolved' },
    ]);
  });
});

describe('forty endpoints down behind one load balancer', () => {
  const names = Array.from({ length: 40 }, (_, index) => `page-${String(index + 1).padStart(2, '0')}`);
  const pages = Object.fromEntries(
    names.map((name) => [
      name,
      {
        kind: 'http',
        url: `https://${name}.shop.example/`,
        dependsOn: ['balancer'],
        alarms: { down: { when: '2 of 2' } },
      },
    ]),
  );
  const plan = incidentPlan({ endpoints: pages });

  it('are one incident with forty items of evidence, whichever alarm comes first', async () => {
    const world = createIncidentWorld({ plan, startMs });
    for (const name of names.slice(0, 20)) await world.tell(`endpoint/${name}/down`, 'ALARM');
    await world.passUntil(startMs + minute);
    await world.tell(balancer, 'ALARM');
    await Promise.all(names.slice(20).map((name) => world.tell(`endpoint/${name}/down`, 'ALARM')));
    await world.passUntil(startMs + 9 * minute);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:01 ada/sms: CRITICAL shop prod: balancer is down since 14:01 (Europe/Zurich)',
      '01-07 13:01 chat: CRITICAL shop prod: balancer is down since 14:01 (Europe/Zurich)',
    ]);
    const incidents = await world.log();
    expect(incidents.find(({ alarmId }) => alarmId === balancer)?.related).toHaveLength(40);
    for (const name of names) await world.tell(`endpoint/${name}/down`, 'OK');
    await world.tell(balancer, 'OK');
    await world.passUntil(startMs + hour);
    expect(toLines(world.deliveries).slice(2)).toEqual([
      '01-07 13:14 ada/sms: RESOLVED shop prod: balancer was down for 8 minutes, OK since 14:09 (Europe/Zurich)',
      '01-07 13:14 chat: RESOLVED shop prod: balancer was down for 8 minutes, OK since 14:09 (Europe/Zurich)',
    ]);
    expect((await world.log()).filter(({ phase }) => phase !== 'resolved')).toEqual([]);
  });

  it('announces the one that still fails when the balancer has recovered', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell(balancer, 'ALARM');
    await world.tell(shop, 'ALARM');
    await world.passUntil(startMs + 3 * minute);
    await world.tell(balancer, 'OK');
    await world.passUntil(startMs + 9 * minute);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:00 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:00 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:08 ada/sms: RESOLVED shop prod: balancer was down for 3 minutes, OK since 14:03 (Europe/Zurich)',
      '01-07 13:08 chat: RESOLVED shop prod: balancer was down for 3 minutes, OK since 14:03 (Europe/Zurich)',
      '01-07 13:08 ada/sms: CRITICAL shop prod: shop is down since 14:00 (Europe/Zurich)',
      '01-07 13:08 chat: CRITICAL shop prod: shop is down since 14:00 (Europe/Zurich)',
    ]);
  });

  it('pages for a child whose cause does not turn up within ninety seconds', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell(shop, 'ALARM');
    await world.passUntil(startMs + 5 * minute);
    await world.tell(shop, 'OK');
    await world.passUntil(startMs + hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:01 ada/sms: CRITICAL shop prod: shop is down since 14:00 (Europe/Zurich)',
      '01-07 13:01 chat: CRITICAL shop prod: shop is down since 14:00 (Europe/Zurich)',
      '01-07 13:10 ada/sms: RESOLVED shop prod: shop was down for 5 minutes, OK since 14:05 (Europe/Zurich)',
      '01-07 13:10 chat: RESOLVED shop prod: shop was down for 5 minutes, OK since 14:05 (Europe/Zurich)',
    ]);
  });

  it('lets the steps of a child wait whose cause turns up late, and tells of its end all the same', async () => {
    const world = createIncidentWorld({ startMs });
    await world.tell(shop, 'ALARM');
    await world.passUntil(startMs + 3 * minute);
    await world.tell(balancer, 'ALARM');
    await world.passUntil(startMs + 4 * minute);
    const acted = await Promise.all(
      (await world.log()).map(({ id }) => world.invoke({ act: { action: 'acknowledge', incident: id, by: 'Ada' } })),
    );
    expect(acted).toHaveLength(2);
    await world.passUntil(startMs + 30 * minute);
    await world.tell(shop, 'OK');
    await world.tell(balancer, 'OK');
    await world.passUntil(startMs + hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:01 ada/sms: CRITICAL shop prod: shop is down since 14:00 (Europe/Zurich)',
      '01-07 13:01 chat: CRITICAL shop prod: shop is down since 14:00 (Europe/Zurich)',
      '01-07 13:03 ada/sms: CRITICAL shop prod: balancer is down since 14:03 (Europe/Zurich)',
      '01-07 13:03 chat: CRITICAL shop prod: balancer is down since 14:03 (Europe/Zurich)',
      '01-07 13:04 chat: ACKNOWLEDGED shop prod: balancer is down since 14:03 (Europe/Zurich), Ada takes care of it',
      '01-07 13:04 chat: ACKNOWLEDGED shop prod: shop is down since 14:00 (Europe/Zurich), Ada takes care of it',
      '01-07 13:35 ada/sms: RESOLVED shop prod: shop was down for 30 minutes, OK since 14:30 (Europe/Zurich)',
      '01-07 13:35 chat: RESOLVED shop prod: shop was down for 30 minutes, OK since 14:30 (Europe/Zurich)',
      '01-07 13:35 ada/sms: RESOLVED shop prod: balancer was down for 27 minutes, OK since 14:30 (Europe/Zurich)',
      '01-07 13:35 chat: RESOLVED shop prod: balancer was down for 27 minutes, OK since 14:30 (Europe/Zurich)',
    ]);
  });
});

describe('SNS', () => {
  it('delivering each event three times in random order tells everything once', async () => {
    const changes = [
      { alarmId: balancer, state: 'ALARM', atMs: startMs },
      { alarmId: balancer, state: 'OK', atMs: startMs + 10 * minute },
    ] as const;
    const orders = [
      [0, 0, 1, 0, 1, 1],
      [0, 1, 1, 0, 1, 0],
      [1, 0, 0, 1, 0, 1],
    ];
    for (const order of orders) {
      const world = createIncidentWorld({ startMs: startMs + 11 * minute });
      for (const index of order) {
        const change = changes[index as 0 | 1];
        await handleEvent(snsEvent(incidentPlan(), change), minute, world.ports);
      }
      await world.passUntil(startMs + hour);
      const told = world.deliveries.map(({ channel, tell }) => `${channel} ${tell}`);
      expect(new Set(told).size).toBe(told.length);
      expect((await world.log()).filter(({ phase }) => phase !== 'resolved')).toEqual([]);
    }
  });

  it('delivering one event twice at the same moment opens one incident and tells it once', async () => {
    const world = createIncidentWorld({ startMs });
    await Promise.all(Array.from({ length: 10 }, () => world.tell(balancer, 'ALARM', startMs)));
    expect(toLines(world.deliveries)).toEqual([
      '01-07 13:00 ada/sms: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
      '01-07 13:00 chat: CRITICAL shop prod: balancer is down since 14:00 (Europe/Zurich)',
    ]);
    expect(await world.log()).toHaveLength(1);
  });
});
