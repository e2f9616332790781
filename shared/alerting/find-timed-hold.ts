import { isWithin } from '../kpi/calendar.ts';
import type { Calendar } from '../model/calendar.ts';
import type { HoldReason } from '../model/incident.ts';
import type { AlarmRouting, MaintenanceWindow, Policy } from '../model/policy.ts';
import type { Severity } from '../model/severity.ts';
import { nextOpening } from './calendar-windows.ts';
import { findMaintenance } from './find-maintenance.ts';
import { nextDigest } from './next-digest.ts';
import { settleMs } from './settle-time.ts';

/** What holds an incident whatever other alarms do: known ahead, from the plan and the time alone. */
type TimedReason = Exclude<HoldReason, { readonly kind: 'dependency' }>;

/** Why an incident is not told yet, and until when (epoch milliseconds); `untilMs` is absent where there is no end in sight. */
export interface TimedHold {
  readonly reason: TimedReason;
  readonly untilMs?: number;
}

/** What decides whether an incident waits. */
export interface TimedHoldContext {
  readonly severity: Severity;
  /** When its alarm went on, epoch milliseconds. */
  readonly openedAtMs: number;
  readonly policy: Pick<Policy, 'holdUntil' | 'digest'>;
  readonly routing: Pick<AlarmRouting, 'dependsOn' | 'worse' | 'maintenance'>;
  readonly maintenance: readonly MaintenanceWindow[];
  readonly calendars: Readonly<Record<string, Calendar>>;
}

/**
 * What holds an incident at a moment: maintenance, then the time in which its cause may show, then its policy (which never
 * holds what is critical); undefined where it is told now. Where one hold ends another may begin: ask again then, except
 * after a digest, which tells.
 */
export function findTimedHold(context: TimedHoldContext, nowMs: number): TimedHold | undefined {
  return byMaintenance(context, nowMs) ?? bySettling(context, nowMs) ?? byPolicy(context, nowMs);
}

function byMaintenance({ maintenance, routing, calendars }: TimedHoldContext, nowMs: number): TimedHold | undefined {
  const windows = maintenance.filter(({ name }) => routing.maintenance.includes(name));
  const found = findMaintenance(windows, calendars, nowMs);
  if (found === undefined) return undefined;
  const { window, untilMs } = found;
  return { reason: { kind: 'maintenance', window: window.name }, ...(untilMs === undefined ? {} : { untilMs }) };
}

/** What is critical waits for other things only: a worse alarm about the same thing comes soon enough by itself. */
function bySettling({ severity, routing, openedAtMs }: TimedHoldContext, nowMs: number): TimedHold | undefined {
  const untilMs = openedAtMs + settleMs;
  const hasCauses = routing.dependsOn.length > 0 || (severity !== 'critical' && routing.worse.length > 0);
  return hasCauses && nowMs < untilMs ? { reason: { kind: 'settling' }, untilMs } : undefined;
}

function byPolicy({ severity, policy, calendars }: TimedHoldContext, nowMs: number): TimedHold | undefined {
  if (severity === 'critical') return undefined;
  const { holdUntil, digest } = policy;
  const hours = holdUntil !== undefined && Object.hasOwn(calendars, holdUntil) ? calendars[holdUntil] : undefined;
  if (holdUntil !== undefined && hours !== undefined && !isWithin(hours, nowMs)) {
    const untilMs = nextOpening(hours, nowMs);
    // Hours that never come would hold it for ever: then they do not hold it at all.
    if (untilMs !== undefined) return { reason: { kind: 'calendar', calendar: holdUntil }, untilMs };
  }
  return digest === undefined ? undefined : { reason: { kind: 'digest' }, untilMs: nextDigest(digest, nowMs) };
}
