import type { AlarmRecord } from '../../../shared/model/incident.ts';
import type { AlertRouterConfig } from '../../../shared/plan/alert-router-config.ts';
import type { IncidentStore } from '../../../shared/ports/incident-store.ts';
import { inFlight } from '../in-flight.ts';
import { contextOf, hearInCore, newsOf } from './core-step.ts';

/** Names of alarms that the plan does not know. */
export const listOthers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `other/service-${index}/down`);

/** When whoever must know has been told, after an alarm went on: whatever depends on something has settled by then. */
export const toldAfterMs = 120_000;

/** Records of alarms with an open incident that was told and is not acknowledged. */
export function openRecords(
  alarms: readonly string[],
  config: AlertRouterConfig,
  openedAtMs: number,
): readonly AlarmRecord[] {
  return alarms.map((alarm) => {
    const news = newsOf(config, { alarm, state: 'ALARM', atMs: openedAtMs });
    return hearInCore(undefined, news, contextOf(config, alarm, openedAtMs + toldAfterMs));
  });
}

/** Puts records into a store, all due at one moment (epoch milliseconds) where one is given. */
export async function fillStore(
  incidents: IncidentStore,
  records: readonly AlarmRecord[],
  dueAtMs?: number,
): Promise<void> {
  const due = dueAtMs === undefined ? {} : { dueAtMs };
  await inFlight(8, records, (record) => incidents.write(record, { after: undefined, ...due }));
}
