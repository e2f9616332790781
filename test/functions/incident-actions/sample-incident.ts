import type { Incident } from '../../../shared/model/incident.ts';
import { changedAtMs, sampleAlert } from '../../support/alert-samples.ts';

/** The moment at which the pages of the samples are looked at: 12 minutes after the incident opened, 14:15 in Zurich. */
export const lookedAtMs = changedAtMs + 12 * 60_000;

/** An open incident that two channels were told of, with what a test changes about it. */
export function sampleIncident(change: Partial<Incident> = {}): Incident {
  return {
    id: '7k3m9x2q4ab5',
    alarm: 'shop-prod/endpoint/web/down',
    alarmId: 'endpoint/web/down',
    title: 'web is down',
    severity: 'critical',
    policy: 'critical',
    phase: 'open',
    openedAtMs: changedAtMs,
    announcedAtMs: changedAtMs,
    stepsDone: 1,
    flaps: 0,
    news: { opening: sampleAlert() },
    related: [],
    told: {
      'ada/email': { atMs: changedAtMs + 2_000 },
      phone: { atMs: changedAtMs + 61_000 },
    },
    tells: [],
    tellCount: 2,
    timeline: [],
    actions: 0,
    ...change,
  };
}

/** Changes of an incident for each way in which it can stand. */
export const standings = {
  open: {},
  acknowledged: {
    acknowledged: {
      atMs: lookedAtMs - 300_000,
      by: 'Grace (by a link sent to phone)',
      note: 'Looking at the database',
    },
    actions: 1,
  },
  silenced: {
    silenced: {
      atMs: lookedAtMs - 60_000,
      untilMs: lookedAtMs + 3_540_000,
      by: 'ada/email',
      reason: 'Deploying again',
    },
    actions: 1,
  },
  flapping: { flaps: 3 },
  recovering: { recoveringSinceMs: lookedAtMs - 120_000 },
  held: { phase: 'held', hold: { reason: { kind: 'calendar', calendar: 'office' } }, told: {} },
  over: {
    phase: 'resolved',
    resolved: { atMs: lookedAtMs - 30_000, okSinceMs: lookedAtMs - 330_000 },
  },
  resolved: {
    phase: 'resolved',
    resolved: {
      ...{ atMs: lookedAtMs - 60_000, okSinceMs: lookedAtMs - 60_000 },
      ...{ by: 'ada/email', reason: 'The probe was wrong', falseAlarm: true },
    },
    actions: 1,
  },
} as const satisfies Record<string, Partial<Incident>>;
