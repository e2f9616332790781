import { claimTells } from '../../shared/alerting/incident/add-tells.ts';
import { advance, nextDueMs } from '../../shared/alerting/incident/advance.ts';
import { fitRecord } from '../../shared/alerting/incident/fit-record.ts';
import type { IncidentContext } from '../../shared/alerting/incident/incident-context.ts';
import type { AlarmRecord, Tell } from '../../shared/model/incident.ts';
import type { Severity } from '../../shared/model/severity.ts';
import type { AlertRouterConfig } from '../../shared/plan/alert-router-config.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { IncidentStore, StoredRecord } from '../../shared/ports/incident-store.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import type { WakeUps } from '../../shared/ports/wake-ups.ts';
import { readWorld, routedAlarm } from './incident-world.ts';
import { keepFormer } from './keep-former.ts';

/** How often a write that somebody else was faster than is tried again. */
const mostAttempts = 60;

/** The world as a change of a record needs it. */
export interface RecordPorts {
  readonly config: AlertRouterConfig;
  readonly incidents: IncidentStore;
  readonly wakeUps: WakeUps;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Uniform in [0, 1): spreads writers of one record. */
  readonly random: () => number;
}

/** What to do with a record. `undefined` leaves it as it is, which time may still change. */
export type Change = (record: AlarmRecord | undefined, context: IncidentContext) => AlarmRecord | undefined;

/** A record before and after, and what its writer must tell. */
export interface Changed {
  readonly before?: AlarmRecord;
  readonly after?: AlarmRecord;
  readonly claimed: readonly Tell[];
}

export interface ChangeOptions {
  /** Id of the incident that is meant: where the record has another one, nothing is done. */
  readonly incident?: string;
  /** What an alarm is worth that neither the plan nor its record knows. */
  readonly severity?: Severity;
  /** Until when (epoch milliseconds) this writer will have told what it claims; nothing is claimed without it. */
  readonly claimUntilMs?: number;
  /** True where it was due: when it is due next is written even where nothing else has changed. */
  readonly isDue?: boolean;
}

/**
 * Changes the record of an alarm: reads it, applies the change and whatever time has made due, claims what is to be told, and
 * writes it if nobody was faster; otherwise it begins anew. Then asks to be called back, also where nothing has changed: the
 * call that was asked for before may be the one that was lost. Rejects where the store fails.
 */
export async function changeRecord(
  alarm: string,
  change: Change,
  ports: RecordPorts,
  { incident, severity, claimUntilMs, isDue = false }: ChangeOptions = {},
): Promise<Changed> {
  const { config, incidents, clock, timer, random } = ports;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const stored = await incidents.read(alarm);
    const before = stored?.record;
    if (incident !== undefined && before?.incident?.id !== incident) return { claimed: [] };
    const nowMs = clock.now();
    const worth = before?.incident?.severity ?? routedAlarm(config, alarm)?.severity ?? severity ?? 'critical';
    const context = await readWorld({ config, incidents }, alarm, { nowMs, severity: worth });
    const next = apply(before, change, context);
    if (next === undefined) return { claimed: [] };
    const { record: after, claimed } = claim(next, { nowMs, claimUntilMs });
    const changed: Changed = { ...(before === undefined ? {} : { before }), after, claimed };
    const dueAtMs = nextDueMs(after, context);
    const isSame = !isDue && before !== undefined && JSON.stringify(before) === JSON.stringify(after);
    if (isSame || (await write({ alarm, stored, after, dueAtMs, context }, ports))) {
      await askForCall(alarm, dueAtMs, ports);
      return changed;
    }
    await timer.wait(Math.min(attempt, 10) * 20 * (0.5 + random()));
  }
  throw new Error(`Cannot change the incident of alarm "${alarm}": others wrote it ${mostAttempts} times meanwhile`);
}

function apply(before: AlarmRecord | undefined, change: Change, context: IncidentContext): AlarmRecord | undefined {
  const changed = change(before, context) ?? before;
  return changed === undefined ? undefined : advance(changed, context);
}

function claim(
  record: AlarmRecord,
  { nowMs, claimUntilMs }: { readonly nowMs: number; readonly claimUntilMs: number | undefined },
): { readonly record: AlarmRecord; readonly claimed: readonly Tell[] } {
  if (record.incident === undefined || claimUntilMs === undefined) return { record, claimed: [] };
  const { incident, claimed } = claimTells(record.incident, { nowMs, untilMs: claimUntilMs });
  return { record: { ...record, incident }, claimed };
}

interface Write {
  readonly alarm: string;
  readonly stored: StoredRecord | undefined;
  readonly after: AlarmRecord;
  readonly dueAtMs: number | undefined;
  readonly context: IncidentContext;
}

/** False where somebody else wrote meanwhile. */
async function write({ alarm, stored, after, dueAtMs, context }: Write, ports: RecordPorts): Promise<boolean> {
  const { incidents } = ports;
  const former = stored?.record.incident;
  if (stored !== undefined && former !== undefined && former.id !== after.incident?.id) {
    const kept = await keepFormer({ alarm, stored, former, context }, incidents);
    if (!kept.done) return false;
    await askForCall(kept.alarm, kept.dueAtMs, ports);
  }
  return await incidents.write(fitRecord(after), {
    after: stored?.version,
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
  });
}

/** The sweep finds what is due by itself: a call that cannot be asked for costs minutes, not an incident. */
async function askForCall(alarm: string, dueAtMs: number | undefined, { wakeUps }: RecordPorts): Promise<void> {
  if (dueAtMs === undefined) return;
  await wakeUps.set({ alarm, atMs: dueAtMs }).catch(() => undefined);
}
