import { type AlarmRecord, type Incident, isUnresolved } from '../../shared/model/incident.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { type IncidentStore, mostIncidents } from '../../shared/ports/incident-store.ts';
import { encodeState } from '../../shared/state/encode-state.ts';
import { incidentExpiry, recordExpiry } from '../../shared/state/record-expiry.ts';

interface Remembered {
  readonly text: string;
  readonly version: number;
  readonly dueAtMs: number | undefined;
  /** Undefined: never. */
  readonly expiresAtMs: number | undefined;
}

interface Logged {
  readonly text: string;
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
}

const newestFirst = (a: { readonly openedAtMs: number }, b: { readonly openedAtMs: number }) =>
  b.openedAtMs - a.openedAtMs;

/**
 * Remembers alarms and incidents in memory, as text, so that nobody changes afterwards what was stored. `onChange` hears of the
 * incident of every write.
 */
export function createMemoryIncidentStore({
  clock,
  onChange = () => undefined,
}: {
  readonly clock: Clock;
  readonly onChange?: (incident: Incident) => void;
}): IncidentStore {
  const records = new Map<string, Remembered>();
  const log = new Map<string, Logged>();

  function forget(): void {
    const nowMs = clock.now();
    for (const [alarm, { expiresAtMs = Number.POSITIVE_INFINITY }] of records)
      if (expiresAtMs <= nowMs) records.delete(alarm);
    for (const [id, { expiresAtMs }] of log) if (expiresAtMs <= nowMs) log.delete(id);
  }

  return {
    async read(alarm) {
      forget();
      const found = records.get(alarm);
      return found === undefined ? undefined : { record: recordIn(found), version: found.version };
    },
    async write(record, { after, dueAtMs }) {
      forget();
      const { alarm, incident } = record;
      const text = encodeState(alarm, record);
      if (records.get(alarm)?.version !== after) return false;
      const expiresAtMs = recordExpiry(record, { dueAtMs, nowMs: clock.now() });
      records.set(alarm, { text, version: (after ?? 0) + 1, dueAtMs, expiresAtMs });
      if (incident === undefined) return true;
      const copy = JSON.stringify(incident);
      const expiry = incidentExpiry(incident);
      log.set(incident.id, { text: copy, openedAtMs: incident.openedAtMs, expiresAtMs: expiry });
      onChange(JSON.parse(copy));
      return true;
    },
    async due(atMs) {
      return [...records]
        .flatMap(([alarm, { dueAtMs }]) => (dueAtMs !== undefined && dueAtMs <= atMs ? [{ alarm, dueAtMs }] : []))
        .sort((a, b) => a.dueAtMs - b.dueAtMs)
        .slice(0, mostIncidents)
        .map(({ alarm }) => alarm);
    },
    async open() {
      return [...records.values()]
        .flatMap((remembered) => recordIn(remembered).incident ?? [])
        .filter(isUnresolved)
        .sort(newestFirst)
        .slice(0, mostIncidents);
    },
    async find(id) {
      forget();
      const found = log.get(id);
      return found === undefined ? undefined : JSON.parse(found.text);
    },
    async list({ fromMs, toMs, limit }) {
      forget();
      return [...log.values()]
        .filter(({ openedAtMs }) => openedAtMs >= fromMs && openedAtMs < toMs)
        .sort(newestFirst)
        .slice(0, limit)
        .map(({ text }) => JSON.parse(text));
    },
  };
}

const recordIn = ({ text }: Remembered): AlarmRecord => JSON.parse(text);
