import { describe, expect, it } from 'vitest';
import { incidentPlan } from '../support/incident-plan.ts';
import { createIncidentWorld, toLines } from '../support/incident-world.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Wednesday 7 January 2026, 03:00 in Zurich. */
const wednesdayAtThree = Date.parse('2026-01-07T02:00:00Z');

const balancer = 'endpoint/balancer/down';

describe('a page at three in the morning', () => {
  it('reaches whoever is on call, then the backup, then the lead; each hears of the end', async () => {
    const world = createIncidentWorld({ startMs: wednesdayAtThree });
    await world.tell(balancer, 'ALARM');
    await world.passUntil(wednesdayAtThree + 65 * minute);
    await world.tell(balancer, 'OK');
    await world.passUntil(wednesdayAtThree + 2 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 02:00 ada/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:00 chat: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:10 grace/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), not acknowledged for 10 minutes',
      '01-07 02:20 linus/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), not acknowledged for 20 minutes',
      '01-07 02:50 ada/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 02:50 chat: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 02:50 grace/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 02:50 linus/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), still open after 50 minutes',
      '01-07 03:10 ada/sms: RESOLVED shop prod: balancer was down for 1 hour 5 minutes, OK since 04:05 (Europe/Zurich)',
      '01-07 03:10 chat: RESOLVED shop prod: balancer was down for 1 hour 5 minutes, OK since 04:05 (Europe/Zurich)',
      '01-07 03:10 grace/sms: RESOLVED shop prod: balancer was down for 1 hour 5 minutes, OK since 04:05 (Europe/Zurich)',
      '01-07 03:10 linus/sms: RESOLVED shop prod: balancer was down for 1 hour 5 minutes, OK since 04:05 (Europe/Zurich)',
    ]);
  });

  it('goes no further once somebody acknowledges; the chat hears of that, and all who know hear of the end', async () => {
    const world = createIncidentWorld({ startMs: wednesdayAtThree });
    await world.tell(balancer, 'ALARM');
    await world.passUntil(wednesdayAtThree + 12 * minute);
    const [incident] = await world.log();
    await world.invoke({ act: { action: 'acknowledge', incident: incident?.id ?? '', by: 'Grace', note: 'on it' } });
    await world.passUntil(wednesdayAtThree + 2 * hour);
    await world.tell(balancer, 'OK');
    await world.passUntil(wednesdayAtThree + 3 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 02:00 ada/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:00 chat: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:10 grace/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), not acknowledged for 10 minutes',
      '01-07 02:12 chat: ACKNOWLEDGED shop prod: balancer is down since 03:00 (Europe/Zurich), Grace takes care of it',
      '01-07 04:05 ada/sms: RESOLVED shop prod: balancer was down for 2 hours, OK since 05:00 (Europe/Zurich)',
      '01-07 04:05 chat: RESOLVED shop prod: balancer was down for 2 hours, OK since 05:00 (Europe/Zurich)',
      '01-07 04:05 grace/sms: RESOLVED shop prod: balancer was down for 2 hours, OK since 05:00 (Europe/Zurich)',
    ]);
  });

  it('changes hands with the rotation: a page at 08:59 on Monday is Ada’s, its backup at 09:09 stands behind Grace', async () => {
    const monday = Date.parse('2026-01-12T07:59:00Z');
    const world = createIncidentWorld({ startMs: monday });
    await world.tell(balancer, 'ALARM');
    await world.passUntil(monday + 15 * minute);
    expect(toLines(world.deliveries)).toEqual([
      '01-12 07:59 ada/sms: CRITICAL shop prod: balancer is down since 08:59 (Europe/Zurich)',
      '01-12 07:59 chat: CRITICAL shop prod: balancer is down since 08:59 (Europe/Zurich)',
      '01-12 08:09 ada/sms: CRITICAL shop prod: balancer is down since 08:59 (Europe/Zurich), not acknowledged for 10 minutes',
    ]);
  });

  it('falls to the backstop where the policy leads to nobody', async () => {
    const plan = incidentPlan({
      rotations: { platform: { people: ['ada', 'grace'], start: '2027-01-04' } },
      policies: { critical: { steps: [{ notify: [{ onCall: 'platform' }] }], repeat: null } },
    });
    const world = createIncidentWorld({ plan, startMs: wednesdayAtThree });
    await world.tell(balancer, 'ALARM');
    expect(toLines(world.deliveries)).toEqual([
      '01-07 02:00 last-resort: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
    ]);
  });
});

describe('a silence', () => {
  it('stops steps and reminders until it ends, and then everybody is told again', async () => {
    const world = createIncidentWorld({ startMs: wednesdayAtThree });
    await world.tell(balancer, 'ALARM');
    const [incident] = await world.log();
    const untilMs = wednesdayAtThree + hour;
    const act = { action: 'silence', incident: incident?.id ?? '', by: 'Ada', reason: 'known', untilMs } as const;
    await world.invoke({ act });
    await world.passUntil(untilMs + minute);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 02:00 ada/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:00 chat: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 03:00 ada/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), still open after 1 hour',
      '01-07 03:00 chat: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), still open after 1 hour',
      '01-07 03:00 grace/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), not acknowledged for 1 hour',
      '01-07 03:00 linus/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich), not acknowledged for 1 hour',
    ]);
  });
});

describe('a drill', () => {
  it('goes the real way, says everywhere that it is one, and ends by itself', async () => {
    const world = createIncidentWorld({ startMs: wednesdayAtThree });
    await world.invoke({ drill: { alarmId: 'endpoint/blog/down', by: 'Ada', forMs: 15 * minute } });
    await world.passUntil(wednesdayAtThree + hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 02:00 chat: DRILL WARNING shop prod: blog is down since 03:00 (Europe/Zurich)',
      '01-07 02:15 chat: DRILL RESOLVED shop prod: the drill "blog is down" is over after 15 minutes, OK since 03:15 (Europe/Zurich)',
    ]);
    expect(await world.invoke({ drill: { alarmId: 'endpoint/nope/down', by: 'Ada', forMs: 15 * minute } })).toEqual({
      started: false,
      problem: 'Cannot drill alarm "endpoint/nope/down": the router does not know it, must be one that it routes',
    });
  });

  it('does not hide a real outage of the same alarm', async () => {
    const world = createIncidentWorld({ startMs: wednesdayAtThree });
    await world.invoke({ drill: { alarmId: balancer, by: 'Ada', forMs: 15 * minute } });
    await world.tell(balancer, 'ALARM');
    expect(toLines(world.deliveries)).toEqual([
      '01-07 02:00 ada/sms: DRILL CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:00 chat: DRILL CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:00 ada/sms: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
      '01-07 02:00 chat: CRITICAL shop prod: balancer is down since 03:00 (Europe/Zurich)',
    ]);
  });
});
