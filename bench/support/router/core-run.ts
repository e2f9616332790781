import { incidentId } from '../../../shared/alerting/incident/incident-id.ts';
import type { AlarmRecord } from '../../../shared/model/incident.ts';
import { benchConfig, dependentAlarms, plainAlarms } from './bench-plan.ts';
import { contextOf, newsOf, stepInCore } from './core-step.ts';
import { listEvents, type MixEvent } from './event-mix.ts';
import { listOthers, openRecords } from './open-records.ts';

/** When the measured outages begin: a Monday in office hours. */
export const startMs = Date.parse('2026-11-23T09:00:00Z');

/** A quarter of the alarms depends on something that is fine. */
export const mixedAlarms: readonly string[] = [...dependentAlarms.slice(0, 25), ...plainAlarms.slice(0, 75)];

/** How long a run of many events took. */
export interface EventsReport {
  readonly events: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Reading and writing the JSON of one of its records and nothing else, microseconds: what any store of JSON takes. */
  readonly jsonUs: number;
}

/** The mix through the pure core, beside `open` incidents of other alarms. */
export function runCore({ open, cycles }: { readonly open: number; readonly cycles: number }): EventsReport {
  const config = benchConfig();
  const others = openRecords(listOthers(open), config, startMs);
  const records = new Map(others.map((record) => [record.alarm, record]));
  const news = new Map(
    mixedAlarms.map((alarm) => [
      alarm,
      {
        ALARM: newsOf(config, { alarm, state: 'ALARM', atMs: startMs }),
        OK: newsOf(config, { alarm, state: 'OK', atMs: startMs }),
      },
    ]),
  );
  const work = (event: MixEvent): void => {
    const { alarm, atMs, step } = event;
    const known = news.get(alarm);
    if (known === undefined) throw new Error(`Cannot measure alarm "${alarm}": nothing is said about it`);
    const said = 'state' in step.what ? known[step.what.state] : known.OK;
    const context = contextOf(config, alarm, atMs);
    const record = stepInCore(records.get(alarm), event, { news: said, context });
    if (record !== undefined) records.set(alarm, record);
  };
  for (const event of listEvents(mixedAlarms, { startMs, cycles: 2 })) work(event);
  const events = listEvents(mixedAlarms, { startMs: startMs + 86_400_000, cycles });
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  for (const event of events) work(event);
  const wallMs = performance.now() - startedAtMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  const done = mixedAlarms.flatMap((alarm) => records.get(alarm) ?? []);
  refuseOpen(done);
  return { events: events.length, wallMs, cpuMs: (user + system) / 1_000, jsonUs: measureJson(done) };
}

/** A mix that does not end as outages end measures something else. */
export function refuseOpen(records: readonly AlarmRecord[]): void {
  const open = records.find(({ incident }) => incident?.phase !== 'resolved');
  const told = records.every(({ incident }) => Object.keys(incident?.told ?? {}).length > 0);
  if (open !== undefined) throw new Error(`Cannot measure: "${open.alarm}" is not over, must be after its outage`);
  if (records.length < mixedAlarms.length || !told) throw new Error('Cannot measure: nobody was told, must be');
}

/** The id of an event's incident. */
export const incidentOf = ({ alarm, openedAtMs }: MixEvent): string => incidentId(alarm, openedAtMs);

/** Microseconds for one record, read and written; a thousand rounds after as many that do not count. */
export function measureJson(records: readonly AlarmRecord[]): number {
  const texts = records.map((record) => JSON.stringify(record));
  let characters = 0;
  const round = (): void => {
    for (const text of texts) characters += JSON.stringify(JSON.parse(text)).length;
  };
  for (let count = 0; count < 20; count += 1) round();
  const startedAtMs = performance.now();
  for (let count = 0; count < 50; count += 1) round();
  const tookMs = performance.now() - startedAtMs;
  if (characters === 0) throw new Error('Cannot measure JSON: there are no records, must be some');
  return (tookMs * 1_000) / (50 * texts.length);
}
