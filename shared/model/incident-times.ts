import type { Incident } from './incident.ts';

/** How long the outage lasts in milliseconds, or lasted until the alarm was OK for good; never negative, because clocks differ. */
export function outageMs({ openedAtMs, resolved }: Pick<Incident, 'openedAtMs' | 'resolved'>, nowMs: number): number {
  return Math.max(0, (resolved?.okSinceMs ?? nowMs) - openedAtMs);
}

/**
 * How long people had known of it when somebody acknowledged it, in milliseconds: counted from when it was announced, not from when
 * it was held back. Undefined where nobody did.
 */
export function timeToAcknowledgeMs({
  openedAtMs,
  announcedAtMs = openedAtMs,
  acknowledged,
}: Pick<Incident, 'openedAtMs' | 'announcedAtMs' | 'acknowledged'>): number | undefined {
  return acknowledged && Math.max(0, acknowledged.atMs - announcedAtMs);
}
