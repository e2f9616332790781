import type { AlarmRecord, Incident } from '../../shared/model/incident.ts';

/** Where the clock of a harness begins. */
export const incidentsBeginAtMs = Date.parse('2026-11-30T23:59:00Z');

const minuteMs = 60_000;
const alarm = 'shop-prod-web-down';

/** An open incident that began at the start, with what a test changes about it. */
export function storedIncident(change: Partial<Incident> = {}): Incident {
  const openedAtMs = change.openedAtMs ?? incidentsBeginAtMs;
  return {
    id: 'k3v9x2m7q1wz',
    alarm,
    title: 'web is down',
    severity: 'critical',
    policy: 'critical',
    phase: 'open',
    openedAtMs,
    stepsDone: 1,
    flaps: 0,
    news: {
      opening: {
        key: 'k3v9x2m7q1wz',
        status: 'firing',
        severity: 'critical',
        service: 'shop',
        environment: 'prod',
        title: 'web is down',
        headline: 'CRITICAL shop prod: web is down since 23:59',
        reason: 'status 503 – größer ☃',
        rule: '3 of 3 datapoints below 1',
        meaning: 'Nobody can buy.',
        facts: [],
        links: [],
        alarmName: alarm,
        changedAtMs: openedAtMs,
        timeZone: 'Europe/Zurich',
      },
    },
    related: [],
    told: { oncall: { atMs: openedAtMs } },
    tells: [],
    timeline: [{ atMs: openedAtMs, what: 'opened', reason: 'status 503' }],
    tellCount: 1,
    actions: 0,
    ...change,
  };
}

/** The record of an alarm with its incident, by default an open one. */
export function storedRecord(incident: Incident | undefined = storedIncident()): AlarmRecord {
  const { alarm: name, openedAtMs, phase } = incident;
  return { alarm: name, state: phase === 'resolved' ? 'OK' : 'ALARM', changedAtMs: openedAtMs, incident };
}

/** The same incident when it was over. */
export function resolvedIncident(incident: Incident = storedIncident()): Incident {
  const okSinceMs = incident.openedAtMs + 10 * minuteMs;
  return { ...incident, phase: 'resolved', resolved: { atMs: okSinceMs + 5 * minuteMs, okSinceMs } };
}
