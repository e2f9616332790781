import { openIncidentOf } from '../../shared/alerting/incident/hear-alarm.ts';
import type { Cause, IncidentContext } from '../../shared/alerting/incident/incident-context.ts';
import { channelKinds } from '../../shared/channels/registry.ts';
import type { AlarmRecord } from '../../shared/model/incident.ts';
import type { AlarmRouting } from '../../shared/model/policy.ts';
import type { Severity } from '../../shared/model/severity.ts';
import { type AlertRouterConfig, defaultRouting, type RoutedAlarm } from '../../shared/plan/alert-router-config.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';
import { alarmOf } from './record-names.ts';

/** What the plan knows of an alarm by the name of its record. */
export function routedAlarm({ alarms }: Pick<AlertRouterConfig, 'alarms'>, record: string): RoutedAlarm | undefined {
  const name = alarmOf(record);
  // Own keys only: the name comes from outside and may be "constructor".
  return Object.hasOwn(alarms, name) ? alarms[name] : undefined;
}

/** How an alarm is routed; one that the plan does not know, by its severity alone. */
export function routingOf(config: Pick<AlertRouterConfig, 'alarms'>, record: string, severity: Severity): AlarmRouting {
  return routedAlarm(config, record)?.routing ?? defaultRouting(severity);
}

/** A configuration never changes, and may hold thousands of alarms. */
const namesOf = new WeakMap<AlertRouterConfig['alarms'], ReadonlyMap<string, string>>();

/** Names of alarms by their id in the plan. */
export function namesById({ alarms }: Pick<AlertRouterConfig, 'alarms'>): ReadonlyMap<string, string> {
  const known = namesOf.get(alarms) ?? new Map(Object.entries(alarms).map(([name, { id }]) => [id, name]));
  namesOf.set(alarms, known);
  return known;
}

/** Everything that an incident's next state depends on, as it is at a moment. */
export async function readWorld(
  { config, incidents }: { readonly config: AlertRouterConfig; readonly incidents: Pick<IncidentStore, 'read'> },
  record: string,
  { nowMs, severity }: { readonly nowMs: number; readonly severity: Severity },
): Promise<IncidentContext> {
  const { policies, calendars, maintenance, people, teams, rotations, channels, backstop } = config;
  const routing = routingOf(config, record, severity);
  return {
    ...{ nowMs, policies, calendars, maintenance, backstop, routing },
    roster: { channels, people, teams, rotations },
    hearsAcknowledgements: (channel) => {
      const spec = channels[channel];
      return spec !== undefined && channelKinds[spec.kind].hearsAcknowledgements;
    },
    causes: await readCauses({ config, incidents }, routing),
  };
}

async function readCauses(
  { config, incidents }: { readonly config: AlertRouterConfig; readonly incidents: Pick<IncidentStore, 'read'> },
  { dependsOn, worse }: AlarmRouting,
): Promise<readonly Cause[]> {
  if (dependsOn.length + worse.length === 0) return [];
  const names = namesById(config);
  const alarms = [...dependsOn, ...worse].flatMap((id) => names.get(id) ?? []);
  return await Promise.all(alarms.map(async (alarm) => toCause(alarm, (await incidents.read(alarm))?.record, config)));
}

function toCause(alarm: string, record: AlarmRecord | undefined, { alarms }: Pick<AlertRouterConfig, 'alarms'>): Cause {
  const incident = record?.incident;
  const isOn = openIncidentOf(record) !== undefined;
  return { alarm, isOn, severity: incident?.severity ?? alarms[alarm]?.severity ?? 'info' };
}
