import type { RouterEvent } from '../../../shared/model/router-event.ts';
import { snsMessage } from './sns-message.ts';

/** One moment in the story of an outage, as the function hears of it. */
export interface MixStep {
  readonly kind: string;
  /** When the function is called, milliseconds after the alarm went on. */
  readonly atMs: number;
  readonly what:
    | { readonly state: 'OK' | 'ALARM'; readonly changedAtMs: number }
    | { readonly wake: true }
    | { readonly acknowledge: true };
}

const second = 1_000;

const changed = (state: 'OK' | 'ALARM', atSecond: number) => ({ state, changedAtMs: atSecond * second });

/**
 * An outage with everything that happens to one: SNS brings a message twice, the router's own schedule calls, somebody takes
 * care of it, the alarm flaps, old news come late, and it is over once the alarm was OK for five minutes.
 */
export const outage: readonly MixStep[] = [
  { kind: 'opening', atMs: 2 * second, what: changed('ALARM', 0) },
  { kind: 'the same again', atMs: 3 * second, what: changed('ALARM', 0) },
  { kind: 'call of a schedule', atMs: 91 * second, what: { wake: true } },
  { kind: 'acknowledgement', atMs: 95 * second, what: { acknowledge: true } },
  { kind: 'OK', atMs: 122 * second, what: changed('OK', 120) },
  { kind: 'flap', atMs: 182 * second, what: changed('ALARM', 180) },
  { kind: 'old news', atMs: 185 * second, what: changed('OK', 120) },
  { kind: 'OK for good', atMs: 242 * second, what: changed('OK', 240) },
  { kind: 'end', atMs: 541 * second, what: { wake: true } },
];

/** One event of the mix, at its moment (epoch milliseconds). */
export interface MixEvent {
  readonly step: MixStep;
  readonly alarm: string;
  readonly openedAtMs: number;
  readonly atMs: number;
}

/** Time between the outages of one alarm: each of its incidents is over by then. */
const cycleMs = 3_600_000;

/** Outages of these alarms side by side, one cycle after the other, in the order of time. */
export function listEvents(
  alarms: readonly string[],
  { startMs, cycles }: { readonly startMs: number; readonly cycles: number },
): readonly MixEvent[] {
  return Array.from({ length: cycles }, (_, cycle) => startMs + cycle * cycleMs).flatMap((openedAtMs) =>
    outage.flatMap((step) => alarms.map((alarm) => ({ step, alarm, openedAtMs, atMs: openedAtMs + step.atMs }))),
  );
}

/** What the function is called with; an acknowledgement needs the id of the incident. */
export function toFunctionEvent({ step: { what }, alarm, openedAtMs }: MixEvent, incident: string): unknown {
  if ('wake' in what) return { wake: { alarm } } satisfies RouterEvent;
  if ('acknowledge' in what) return { act: { action: 'acknowledge', incident, by: 'Ada' } } satisfies RouterEvent;
  return snsMessage({ alarm, state: what.state, atMs: openedAtMs + what.changedAtMs });
}
