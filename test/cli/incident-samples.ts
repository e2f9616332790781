import type { Incident } from '../../shared/model/incident.ts';
import { storedIncident } from '../support/stored-incidents.ts';

const minuteMs = 60_000;

/** Monday 12 January 2026, 14:03 in Zurich: when the sample incidents begin. */
export const openedAtMs = Date.UTC(2026, 0, 12, 13, 3);

/** A moment so many minutes after the samples began. */
export const afterMinutes = (minutes: number): number => openedAtMs + minutes * minuteMs;

/** A definition with all that alerting knows: people, a rotation with an override and a gap, hours, steps, a runbook. */
export const alertingDefinition = {
  service: 'shop',
  timeZone: 'Europe/Zurich',
  owner: 'ada',
  channels: {
    phone: { kind: 'sms', to: ['+12025550101'] },
    chat: { kind: 'slack', webhook: { secret: 'slack/engineering' } },
  },
  people: {
    ada: { name: 'Ada', email: 'ada@shop.example', phone: '+12025550102' },
    grace: { name: 'Grace', phone: '+12025550103' },
  },
  rotations: {
    platform: {
      title: 'Platform',
      people: ['ada', 'grace'],
      start: '2026-01-05',
      overrides: [{ person: 'grace', from: '2026-01-10T18:00', until: '2026-01-11T18:00' }],
    },
  },
  calendars: { office: { days: 'weekdays', from: '08:30', to: '18:00' } },
  policies: {
    critical: {
      steps: [{ notify: ['chat', { onCall: 'platform' }] }, { after: '10m', notify: ['phone'] }],
      repeat: '30m',
    },
    warning: { holdUntil: 'office', steps: [{ notify: ['chat'] }] },
    info: [],
  },
  backstop: ['phone'],
  runbooks: {
    web: {
      url: 'https://wiki.shop.example/web',
      steps: ['Look at the dashboard', { text: 'Restart the shop', run: 'echo restarted "$0"; exit 7' }],
    },
    'no-link': { steps: ['Ask Ada'] },
  },
  endpoints: {
    web: { kind: 'http', url: 'https://shop.example/', runbook: 'web', alarms: { down: { policy: 'critical' } } },
    api: { kind: 'http', url: 'https://api.shop.example/', runbook: 'no-link', latency: { degraded: '1s' } },
  },
  kpis: { orders: { url: 'https://shop.example/stats', json: '$.open', alert: { above: 10, severity: 'info' } } },
  environments: { local: { region: 'eu-central-1' }, prod: { account: '111122223333', region: 'eu-central-1' } },
} as const;

/** An outage of the web endpoint, with what a test changes about it; it is told at once. */
export function webIncident(change: Partial<Incident> = {}): Incident {
  const beginMs = change.openedAtMs ?? openedAtMs;
  const { news, ...sample } = storedIncident({ openedAtMs: beginMs });
  return {
    ...sample,
    alarm: 'shop-local/endpoint/web/down',
    alarmId: 'endpoint/web/down',
    announcedAtMs: beginMs,
    news: { opening: { ...news.opening, headline: 'CRITICAL shop local: web is down since 14:03 (Europe/Zurich)' } },
    told: { chat: { atMs: beginMs } },
    ...change,
  };
}

/** The same once somebody had acknowledged it after four minutes, and it was over after twenty. */
export function overIncident(change: Partial<Incident> = {}): Incident {
  const incident = webIncident(change);
  const after = (minutes: number) => incident.openedAtMs + minutes * minuteMs;
  return {
    ...incident,
    phase: 'resolved',
    acknowledged: { atMs: after(4), by: 'ada' },
    resolved: { atMs: after(25), okSinceMs: after(20) },
    ...change,
  };
}
