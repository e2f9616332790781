import type { Incident, RelatedAlarm, TimelineEntry } from '../../../shared/model/incident.ts';
import { NOW_MS } from './fixture-results.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

type Change = Partial<Omit<Incident, 'id' | 'alarm' | 'timeline'>> & { readonly timeline?: readonly TimelineEntry[] };

/** What the fixtures say of one incident: its alarm by id, when it opened (minutes before now), and how it went on. */
export interface IncidentStory {
  readonly alarm: string;
  readonly openedMinutesAgo: number;
  readonly goesOn: (openedAtMs: number) => Change;
}

type Told = Extract<TimelineEntry, { readonly what: 'told' }>;

const told = (atMs: number, channel: string, more: Partial<Told> = {}): Told => ({
  atMs,
  what: 'told',
  tell: 'opening',
  channel,
  step: 0,
  result: 'rehearsed',
  attempts: 1,
  ...more,
});

const opened = (atMs: number, reason: string): TimelineEntry => ({ atMs, what: 'opened', reason });

const announced = (atMs: number, policy = 'critical'): TimelineEntry => ({ atMs, what: 'announced', policy });

/** Everybody in the first step of the policy for critical ones; the webhook does not answer. */
const firstStep = (atMs: number): readonly TimelineEntry[] => [
  ...['grace/sms', 'grace/email', 'engineering', 'phone', 'chat'].map((channel, index) =>
    told(atMs + index * 350, channel),
  ),
  told(atMs + 32 * SECOND_MS, 'audit', {
    result: 'gave-up',
    attempts: 4,
    problem: 'The receiver answered 500 four times within 30 s',
  }),
];

/** So many that a list of them has to be looked at twice. */
const manyRelated = (sinceMs: number): readonly RelatedAlarm[] =>
  Array.from({ length: 40 }, (_, index) => ({
    alarm: `shop-local/endpoint/shop-${index + 1}/down`,
    title: `Shop ${index + 1} in ${index % 2 === 0 ? 'Zurich' : 'Winterthur'} is down`,
    sinceMs: sinceMs + index * 900,
    ...(index % 9 === 4 && { overMs: sinceMs + 70_000 + index * 900 }),
  }));

/** An incident in every status, a drill, one with 40 related alarms, and some that are over. */
export const incidentStories: readonly IncidentStory[] = [
  {
    alarm: 'endpoint/api/down',
    openedMinutesAgo: 7 / 3,
    goesOn: (atMs) => {
      const related = manyRelated(atMs + 20 * SECOND_MS);
      return {
        beganAtMs: atMs - 95 * SECOND_MS,
        announcedAtMs: atMs + 2 * SECOND_MS,
        stepsDone: 1,
        told: { chat: { atMs }, engineering: { atMs }, phone: { atMs } },
        related,
        timeline: [
          opened(atMs, 'Expected status 200, got 503'),
          announced(atMs + 2 * SECOND_MS),
          ...firstStep(atMs + 3 * SECOND_MS),
          told(atMs + 36 * SECOND_MS, 'phone', { insteadOf: 'audit' }),
          ...related.map(({ alarm, title, sinceMs }) => ({
            atMs: sinceMs + 40_000,
            what: 'joined' as const,
            alarm,
            title,
          })),
        ],
      };
    },
  },
  {
    alarm: 'database/orders/query-stuck',
    openedMinutesAgo: 7 / 3,
    goesOn: (atMs) => ({
      announcedAtMs: atMs + SECOND_MS,
      stepsDone: 1,
      acknowledged: { atMs: atMs + 71 * SECOND_MS, by: 'Ada Byron', note: 'It is the nightly export; I end it.' },
      told: { chat: { atMs }, engineering: { atMs } },
      actions: 1,
      timeline: [
        opened(atMs, 'Process 4711 runs one query for 20 minutes'),
        announced(atMs + SECOND_MS, 'data'),
        told(atMs + 2 * SECOND_MS, 'chat', { result: 'delivered' }),
        told(atMs + 2 * SECOND_MS, 'engineering', { result: 'delivered' }),
        {
          atMs: atMs + 71 * SECOND_MS,
          what: 'acknowledged',
          by: 'Ada Byron',
          note: 'It is the nightly export; I end it.',
        },
        told(atMs + 72 * SECOND_MS, 'chat', { tell: 'acknowledged', result: 'delivered' }),
      ],
    }),
  },
  {
    alarm: 'database/orders/query-long',
    openedMinutesAgo: 1 / 3,
    goesOn: (atMs) => ({
      phase: 'held',
      hold: { reason: { kind: 'dependency', alarm: 'shop-local/database/orders/query-stuck' } },
      timeline: [
        opened(atMs, 'Process 4711 runs one query for 20 minutes'),
        { atMs, what: 'held', by: { kind: 'dependency', alarm: 'shop-local/database/orders/query-stuck' } },
      ],
    }),
  },
  {
    alarm: 'endpoint/checkout/slow',
    openedMinutesAgo: 24,
    goesOn: (atMs) => ({
      announcedAtMs: atMs,
      stepsDone: 1,
      flaps: 3,
      told: { chat: { atMs }, engineering: { atMs } },
      timeline: [
        opened(atMs, 'Took 1,240 ms, more than 800 ms'),
        announced(atMs, 'warning'),
        told(atMs + SECOND_MS, 'chat'),
        told(atMs + SECOND_MS, 'engineering'),
        ...[1, 2, 3].flatMap((flaps): TimelineEntry[] => [
          { atMs: atMs + (7 * flaps - 3) * MINUTE_MS, what: 'recovering' },
          { atMs: atMs + (7 * flaps - 1) * MINUTE_MS, what: 'flapped', flaps },
        ]),
      ],
    }),
  },
  {
    alarm: 'endpoint/account/certificate-7d',
    openedMinutesAgo: 217 / 3,
    goesOn: (atMs) => ({
      announcedAtMs: atMs,
      stepsDone: 3,
      told: { chat: { atMs }, engineering: { atMs }, phone: { atMs } },
      silenced: {
        atMs: atMs + 47 * MINUTE_MS,
        untilMs: NOW_MS + 3 * HOUR_MS,
        by: 'Grace Hopper',
        reason: 'The new certificate is ordered; the authority answers by tonight.',
      },
      actions: 1,
      timeline: [
        opened(atMs, 'The certificate expires in 5 days'),
        announced(atMs),
        ...firstStep(atMs + SECOND_MS),
        told(atMs + 10 * MINUTE_MS, 'katherine/sms', { tell: 'escalation', step: 1 }),
        { atMs: atMs + 30 * MINUTE_MS, what: 'skipped', step: 2, why: 'nobody is on call in Data (primary)' },
        told(atMs + 40 * MINUTE_MS, 'chat', { tell: 'reminder', step: 0 }),
        {
          atMs: atMs + 47 * MINUTE_MS,
          what: 'silenced',
          by: 'Grace Hopper',
          untilMs: NOW_MS + 3 * HOUR_MS,
          reason: 'The new certificate is ordered; the authority answers by tonight.',
        },
      ],
    }),
  },
  {
    alarm: 'kpi/returns/failing',
    openedMinutesAgo: 178 / 3,
    goesOn: (atMs) => ({
      phase: 'held',
      hold: { reason: { kind: 'maintenance', window: 'returns move' }, untilMs: NOW_MS + 40 * MINUTE_MS },
      timeline: [
        opened(atMs, 'The statement took too long'),
        {
          atMs,
          what: 'held',
          by: { kind: 'maintenance', window: 'returns move' },
          untilMs: NOW_MS + 40 * MINUTE_MS,
        },
      ],
    }),
  },
  {
    alarm: 'endpoint/names/down',
    openedMinutesAgo: 14,
    goesOn: (atMs) => ({
      announcedAtMs: atMs,
      stepsDone: 2,
      told: { chat: { atMs }, 'katherine/sms': { atMs } },
      recoveringSinceMs: NOW_MS - 2 * MINUTE_MS,
      timeline: [
        opened(atMs, 'No name server answered'),
        announced(atMs),
        ...firstStep(atMs + SECOND_MS),
        told(atMs + 10 * MINUTE_MS, 'katherine/sms', { tell: 'escalation', step: 1 }),
        { atMs: NOW_MS - 2 * MINUTE_MS, what: 'recovering' },
      ],
    }),
  },
  {
    alarm: 'endpoint/web/down',
    openedMinutesAgo: 7,
    goesOn: (atMs) => ({
      drill: { by: 'Katherine Johnson', endsAtMs: atMs + 15 * MINUTE_MS },
      announcedAtMs: atMs,
      stepsDone: 1,
      told: { chat: { atMs } },
      timeline: [
        opened(atMs, 'A drill that Katherine Johnson asked for'),
        announced(atMs),
        ...firstStep(atMs + SECOND_MS),
      ],
    }),
  },
  {
    alarm: 'endpoint/api/down',
    openedMinutesAgo: 151 / 3,
    goesOn: (atMs) => ({
      ...closed(atMs, 4 * MINUTE_MS, {}),
      announcedAtMs: atMs,
      stepsDone: 1,
      told: { chat: { atMs, closedAtMs: atMs + 9 * MINUTE_MS } },
      timeline: [
        opened(atMs, 'Expected status 200, got 503'),
        announced(atMs),
        ...firstStep(atMs + SECOND_MS),
        { atMs: atMs + 4 * MINUTE_MS, what: 'recovering' },
        { atMs: atMs + 9 * MINUTE_MS, what: 'resolved' },
        ...['engineering', 'phone', 'chat'].map((channel) => told(atMs + 9 * MINUTE_MS, channel, { tell: 'closing' })),
      ],
    }),
  },
  {
    alarm: 'database/orders/lock-wait-long',
    openedMinutesAgo: 27 * 60,
    goesOn: (atMs) => ({
      ...closed(atMs, 47 * MINUTE_MS, { by: 'Grace Hopper', reason: 'A migration held a lock; it is done.' }),
      announcedAtMs: atMs,
      stepsDone: 1,
      acknowledged: { atMs: atMs + 6 * MINUTE_MS, by: 'Grace Hopper' },
      told: { chat: { atMs } },
      actions: 2,
    }),
  },
  {
    alarm: 'endpoint/checkout/down',
    openedMinutesAgo: 52 * 60,
    goesOn: (atMs) => ({
      ...closed(atMs, 11 * MINUTE_MS, {
        by: 'Ada Byron',
        reason: 'The probe’s password had expired.',
        falseAlarm: true,
      }),
      announcedAtMs: atMs,
      stepsDone: 1,
      acknowledged: { atMs: atMs + 23 * SECOND_MS, by: 'Ada Byron' },
      actions: 2,
    }),
  },
];

function closed(
  openedAtMs: number,
  lastedMs: number,
  how: Pick<NonNullable<Incident['resolved']>, 'by' | 'reason' | 'falseAlarm'>,
): Change {
  const okSinceMs = openedAtMs + lastedMs;
  const atMs = how.by === undefined ? okSinceMs + 5 * MINUTE_MS : okSinceMs;
  return {
    phase: 'resolved',
    resolved: { atMs, okSinceMs, ...how },
    timeline: [opened(openedAtMs, 'It went on'), { atMs, what: 'resolved', ...how }],
  };
}
