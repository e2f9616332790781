import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type Incident, isUnresolved } from '../../shared/model/incident.ts';
import { incidentAttributes, incidentIndexes, incidentKeys } from '../../shared/plan/incident-attributes.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { type IncidentStore, incidentRetentionMs } from '../../shared/ports/incident-store.ts';
import { copyItem, incidentIn, isExpired, monthOf, recordIn } from './incident-store-items.ts';
import type { IncidentTable, PutCondition } from './incident-store-table.ts';
import { isWorthRetrying } from './is-worth-retrying.ts';

/** The log's half of the incident store: a copy of every incident, by its id and by the month in which it opened. */
export interface IncidentLog extends Pick<IncidentStore, 'find' | 'list'> {
  /** Puts the copy of an incident as it was in a version of its record, unless a newer one is there. `tries` counts calls. */
  keep(incident: Incident, copied: { readonly version: number; readonly tries: number }): Promise<void>;
}

/** The log in the incident table. */
export function createIncidentLog(table: IncidentTable, clock: Clock): IncidentLog {
  /**
   * A copy is believed only about what is over: of anything else the record of the alarm knows more, where the writer of the last
   * copy did not live to write it.
   */
  async function withRecords(copies: readonly Incident[]): Promise<readonly Incident[]> {
    const alarms = new Set(copies.filter(isUnresolved).map(({ alarm }) => incidentKeys.alarm(alarm)));
    const records = await table.getAll([...alarms]);
    const newest = new Map(
      records.flatMap((item) => {
        const { incident } = recordIn(item);
        return incident === undefined ? [] : [[incident.id, incident] as const];
      }),
    );
    return copies.map((copy) => newest.get(copy.id) ?? copy);
  }

  return {
    async keep(incident, { version, tries }) {
      for (let left = tries - 1; ; left -= 1) {
        try {
          await table.put(copyItem(incident, version), whereOlder(version));
          return;
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return;
          if (left === 0 || !isWorthRetrying(error)) throw error;
        }
      }
    },
    async find(id) {
      const item = await table.get(incidentKeys.incident(id));
      if (item === undefined || isExpired(item, clock.now())) return undefined;
      const [incident] = await withRecords([incidentIn(item)]);
      return incident;
    },
    async list({ fromMs, toMs, limit }) {
      const nowMs = clock.now();
      // Clocks differ by a little: what opened "tomorrow" is listed, but nobody walks through the months of all eternity.
      const period = {
        from: Math.max(fromMs, nowMs - incidentRetentionMs + 1),
        to: Math.min(toMs - 1, nowMs + dayMs),
      };
      const keys: string[] = [];
      for (const partition of monthsOf(period)) {
        if (keys.length >= limit) break;
        const range = { ...period, partition, order: 'descending', limit: limit - keys.length } as const;
        keys.push(...(await table.find(incidentIndexes.log, range)));
      }
      return await withRecords((await table.getAll(keys)).map(incidentIn));
    },
  };
}

const dayMs = 86_400_000;

/** The months of UTC that a period touches, newest first. None where it is empty. */
function monthsOf({ from, to }: { readonly from: number; readonly to: number }): readonly string[] {
  const months: string[] = [];
  for (let atMs = to; atMs >= from; ) {
    const month = monthOf(atMs);
    months.push(month);
    atMs = Date.parse(month) - 1;
  }
  return months;
}

const whereOlder = (version: number): PutCondition => ({
  ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
  ExpressionAttributeNames: { '#version': incidentAttributes.version },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});
