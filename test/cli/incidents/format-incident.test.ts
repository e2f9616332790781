import { describe, expect, it } from 'vitest';
import { formatIncident } from '../../../cli/incidents/format-incident.ts';
import type { Incident, TimelineEntry } from '../../../shared/model/incident.ts';
import { afterMinutes, overIncident, webIncident } from '../incident-samples.ts';

const told = { what: 'told', tell: 'opening', result: 'delivered', attempts: 1 } as const;

const timeline: readonly TimelineEntry[] = [
  { atMs: afterMinutes(0), what: 'opened', reason: 'status 503' },
  { atMs: afterMinutes(0) + 2_000, ...told, channel: 'chat', step: 0 },
  { atMs: afterMinutes(10), ...told, tell: 'escalation', channel: 'phone', step: 1, result: 'gave-up', attempts: 4 },
  { atMs: afterMinutes(12), what: 'acknowledged', by: 'ada', note: 'on my way' },
  { atMs: afterMinutes(600), what: 'resolved' },
];

const { news } = webIncident();
const story = overIncident({
  acknowledged: { atMs: afterMinutes(12), by: 'ada', note: 'on my way' },
  resolved: { atMs: afterMinutes(600), okSinceMs: afterMinutes(595) },
  owner: 'ada',
  flaps: 2,
  told: { chat: { atMs: afterMinutes(0), closedAtMs: afterMinutes(600) }, phone: { atMs: afterMinutes(10) } },
  news: {
    opening: {
      ...news.opening,
      reason: 'status 503',
      expected: 'status 200',
      actual: 'status 503',
      facts: [{ label: 'Address', value: '192.0.2.7' }],
      links: [
        { label: 'Runbook', url: 'https://wiki.shop.example/web' },
        { label: 'Alarm', url: 'https://shop.example/alarm' },
      ],
    },
  },
  related: [{ alarm: 'shop-local/endpoint/api/down', title: 'api is down', sinceMs: afterMinutes(1) }],
  timeline,
});

const telling = { timeZone: 'Europe/Zurich', nowMs: afterMinutes(30) };
const factOf = (incident: Incident, label: string) =>
  formatIncident(incident, telling)
    .map((line) => line.trim().split(/ {2,}/))
    .find(([name]) => name === label)?.[1];

describe('formatIncident()', () => {
  it('tells what was wrong, who took care when, who was told, and what happened, with clocks and a new day', () => {
    expect(formatIncident(story, telling)).toEqual([
      'CRITICAL shop local: web is down since 14:03 (Europe/Zurich)',
      '',
      '  Incident      k3v9x2m7q1wz',
      '  Alarm         endpoint/web/down',
      '  Status        resolved',
      '  Lasted        9 hours 55 minutes, 12 Jan, 14:03 to 12 Jan, 23:58',
      '  Acknowledged  by ada after 12 minutes: on my way',
      '  Came back     2 times',
      '  Policy        critical, owner ada',
      '  Told          chat 12 Jan, 14:03 (its end 13 Jan, 00:03); phone 12 Jan, 14:13',
      '  Reason        status 503',
      '  Expected      status 200',
      '  Actual        status 503',
      '  Rule          3 of 3 datapoints below 1',
      '  Meaning       Nobody can buy.',
      '  Address       192.0.2.7',
      '  Runbook       https://wiki.shop.example/web',
      '  Alarm page    https://shop.example/alarm',
      '',
      'It explains:',
      '  api is down',
      '',
      'What happened (Europe/Zurich):',
      'Mon 12 Jan',
      '  14:03:00               opened: status 503',
      '  14:03:02  +2 seconds   told chat that it opened (step 1): delivered',
      '  14:13:00  +10 minutes  told phone that nobody has acknowledged it (step 2): GIVEN UP after 4 attempts',
      '  14:15:00  +12 minutes  acknowledged by ada: on my way',
      'Tue 13 Jan',
      '  00:03:00  +10 hours    resolved',
    ]);
  });

  it.each([
    ['open', webIncident()],
    [
      'held: maintenance move',
      webIncident({ phase: 'held', hold: { reason: { kind: 'maintenance', window: 'move' } } }),
    ],
    [
      'silenced by ada until 12 Jan, 15:03: a known fault',
      webIncident({
        silenced: { atMs: afterMinutes(1), untilMs: afterMinutes(60), by: 'ada', reason: 'a known fault' },
      }),
    ],
    ['open, a drill that ada asked for', webIncident({ drill: { by: 'ada', endsAtMs: afterMinutes(40) } })],
    [
      'resolved by ada, a false alarm: a test',
      overIncident({
        resolved: {
          ...{ atMs: afterMinutes(9), okSinceMs: afterMinutes(9) },
          ...{ by: 'ada', reason: 'a test', falseAlarm: true },
        },
      }),
    ],
  ])('has the status "%s"', (status, incident) => expect(factOf(incident, 'Status')).toBe(status));

  it('says whom the end did not reach', () => {
    const lost = overIncident({ told: { chat: { atMs: afterMinutes(0), closingLostAtMs: afterMinutes(90) } } });
    expect(factOf(lost, 'Told')).toBe('chat 12 Jan, 14:03 (its end could not be told)');
  });

  it('counts an open one until now, and says that nobody was told', () => {
    const incident = webIncident({ told: {} });
    expect([factOf(incident, 'Lasted'), factOf(incident, 'Told')]).toEqual([
      '30 minutes so far, since 12 Jan, 14:03',
      'nobody',
    ]);
  });
});
