import { describe, expect, it } from 'vitest';
import { incidentPlan } from '../support/incident-plan.ts';
import { createIncidentWorld, type IncidentWorld, toLines } from '../support/incident-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const blog = 'endpoint/blog/down';

/** A warning that begins at half past six on a Friday, and the world four days later. */
async function tellOnFriday(
  fridayMs: number,
  change: Readonly<Record<string, unknown>> = {},
  endsAfterMs?: number,
): Promise<IncidentWorld> {
  const world = createIncidentWorld({ plan: incidentPlan(change), startMs: fridayMs });
  await world.tell(blog, 'ALARM');
  if (endsAfterMs !== undefined) {
    await world.passUntil(fridayMs + endsAfterMs);
    await world.tell(blog, 'OK');
  }
  await world.passUntil(fridayMs + 4 * day);
  return world;
}

describe('a warning at 18:30 on a Friday', () => {
  it('waits until Monday 08:30', async () => {
    const { deliveries } = await tellOnFriday(Date.parse('2026-01-09T17:30:00Z'));
    expect(toLines(deliveries)).toEqual([
      '01-12 07:30 chat: WARNING shop prod: blog is down since Fri 18:30 (Europe/Zurich)',
    ]);
  });

  it('waits until Monday 08:30 over the change to summer time, an hour less', async () => {
    const { deliveries } = await tellOnFriday(Date.parse('2026-03-27T17:30:00Z'));
    expect(toLines(deliveries)).toEqual([
      '03-30 06:30 chat: WARNING shop prod: blog is down since Fri 18:30 (Europe/Zurich)',
    ]);
  });

  it('waits until Tuesday where Monday is a holiday', async () => {
    const change = {
      holidays: { zurich: ['2026-04-06'] },
      calendars: { office: { days: 'weekdays', from: '08:30', to: '18:00', holidays: ['zurich'] } },
    };
    const { deliveries } = await tellOnFriday(Date.parse('2026-04-03T16:30:00Z'), change);
    expect(toLines(deliveries)).toEqual([
      '04-07 06:30 chat: WARNING shop prod: blog is down since Fri 18:30 (Europe/Zurich)',
    ]);
  });

  it('is one line on Monday where it was over by then', async () => {
    const world = await tellOnFriday(Date.parse('2026-01-09T17:30:00Z'), {}, 2 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-12 07:30 chat: INFO shop prod: 1 alert, all over, since Fri 18:30 (Europe/Zurich)',
    ]);
    expect(JSON.stringify(world.parcels[0]?.content)).toContain('Fri 18:30 to 20:30 (2 hours): blog is down');
  });
});

describe('a digest', () => {
  it('lists what happened in one message at nine, and what ended in the next', async () => {
    const monday = Date.parse('2026-01-05T12:00:00Z');
    const plan = incidentPlan({
      endpoints: {
        tags: {
          kind: 'http',
          url: 'https://tags.shop.example/',
          alarms: { down: { when: '2 of 2', severity: 'info' } },
        },
      },
    });
    const world = createIncidentWorld({ plan, startMs: monday });
    await world.tell('endpoint/feed/down', 'ALARM');
    await world.passUntil(monday + hour);
    await world.tell('endpoint/tags/down', 'ALARM');
    await world.passUntil(monday + 2 * hour);
    await world.tell('endpoint/tags/down', 'OK');
    await world.passUntil(monday + 2 * day - hour);
    await world.tell('endpoint/feed/down', 'OK');
    await world.passUntil(monday + 4 * day);
    expect(toLines(world.deliveries)).toEqual([
      '01-06 08:00 engineering: INFO shop prod: 2 alerts, 1 still open, since Mon 13:00 (Europe/Zurich)',
      '01-08 08:00 engineering: INFO shop prod: 1 alert, all over, since Mon 13:00 (Europe/Zurich)',
    ]);
    const [first = '', second = ''] = world.parcels.map(({ content }) => ('message' in content ? content.message : ''));
    expect(first).toContain('- Mon 14:00 to 15:00 (1 hour): tags is down\n- Mon 13:00, still open: feed is down\n');
    expect(second).toContain('- Mon 13:00 to Wed 12:00 (1 day 23 hours): feed is down\n');
    expect(second).not.toContain('tags');
  });
});

describe('maintenance', () => {
  const twoHours = {
    upgrade: { from: '2026-01-07T03:00', until: '2026-01-07T05:00', of: ['balancer'], reason: 'upgrade' },
  };
  const three = Date.parse('2026-01-07T02:00:00Z');

  it('that ends with a service still down: it is told then', async () => {
    const world = createIncidentWorld({ plan: incidentPlan({ maintenance: twoHours }), startMs: three });
    await world.passUntil(three + 30 * minute);
    await world.tell('endpoint/balancer/down', 'ALARM');
    await world.passUntil(three + 2 * hour + minute);
    await world.tell('endpoint/balancer/down', 'OK');
    await world.passUntil(three + 3 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 04:00 ada/sms: CRITICAL shop prod: balancer is down since 03:30 (Europe/Zurich)',
      '01-07 04:00 chat: CRITICAL shop prod: balancer is down since 03:30 (Europe/Zurich)',
      '01-07 04:06 ada/sms: RESOLVED shop prod: balancer was down for 1 hour 31 minutes, OK since 05:01 (Europe/Zurich)',
      '01-07 04:06 chat: RESOLVED shop prod: balancer was down for 1 hour 31 minutes, OK since 05:01 (Europe/Zurich)',
    ]);
  });

  it('that ends well: one line says what was held back', async () => {
    const world = createIncidentWorld({ plan: incidentPlan({ maintenance: twoHours }), startMs: three });
    await world.passUntil(three + 30 * minute);
    await world.tell('endpoint/balancer/down', 'ALARM');
    await world.passUntil(three + hour);
    await world.tell('endpoint/balancer/down', 'OK');
    await world.passUntil(three + 3 * hour);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 04:00 chat: INFO shop prod: 1 alert, all over, since 03:30 (Europe/Zurich)',
    ]);
  });

  it('stops no resolve: what was told before it began is told to be over meanwhile', async () => {
    const world = createIncidentWorld({ plan: incidentPlan({ maintenance: twoHours }), startMs: three - 5 * minute });
    await world.tell('endpoint/balancer/down', 'ALARM');
    await world.passUntil(three + minute);
    await world.tell('endpoint/balancer/down', 'OK');
    await world.passUntil(three + 10 * minute);
    expect(toLines(world.deliveries)).toEqual([
      '01-07 01:55 ada/sms: CRITICAL shop prod: balancer is down since 02:55 (Europe/Zurich)',
      '01-07 01:55 chat: CRITICAL shop prod: balancer is down since 02:55 (Europe/Zurich)',
      '01-07 02:06 ada/sms: RESOLVED shop prod: balancer was down for 6 minutes, OK since 03:01 (Europe/Zurich)',
      '01-07 02:06 chat: RESOLVED shop prod: balancer was down for 6 minutes, OK since 03:01 (Europe/Zurich)',
    ]);
  });
});

describe('planned work at night, and the office after it', () => {
  const night = { upgrade: { from: '2026-01-07T03:00', until: '2026-01-07T05:00', of: ['blog'], reason: 'upgrade' } };
  const three = Date.parse('2026-01-07T02:00:00Z');

  it.each([
    [
      'tells what still burns when the office opens',
      24 * hour,
      'WARNING shop prod: blog is down since 03:00 (Europe/Zurich)',
    ],
    ['sums up what was over by then', hour, 'INFO shop prod: 1 alert, all over, since 03:00 (Europe/Zurich)'],
  ])('%s', async (_name, lastsMs, headline) => {
    const world = createIncidentWorld({ plan: incidentPlan({ maintenance: night }), startMs: three });
    await world.tell(blog, 'ALARM');
    await world.passUntil(three + Math.min(lastsMs, 7 * hour));
    if (lastsMs < 7 * hour) await world.tell(blog, 'OK');
    await world.passUntil(three + 8 * hour);
    expect(
      world.deliveries.map(({ atMs, headline: text }) => [new Date(atMs).toISOString().slice(11, 16), text]),
    ).toEqual([['07:30', headline]]);
  });
});
