import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { isUnresolved } from '../../shared/model/incident.ts';
import { incidentIndexes, incidentKeys } from '../../shared/plan/incident-attributes.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { type IncidentStore, mostIncidents } from '../../shared/ports/incident-store.ts';
import { isExpired, recordIn, soleParts, versionIn } from './incident-store-items.ts';
import { createIncidentLog } from './incident-store-log.ts';
import { openIncidentTable } from './incident-store-table.ts';
import { createRecordWriter } from './incident-store-writer.ts';

/** Which table, and what the store needs besides it. */
export interface IncidentStoreParts {
  readonly client: DynamoDBClientConfig;
  readonly tableName: string;
  readonly clock: Clock;
  /** A call that has not succeeded after this long, retries of the SDK included, is given up. A write makes two or more. */
  readonly timeoutMs?: number;
}

/** Remembers alarms and incidents in a DynamoDB table. Rejects where it cannot be reached in time. */
export function createIncidentStore({
  client,
  tableName,
  clock,
  timeoutMs = 4_000,
}: IncidentStoreParts): IncidentStore {
  const table = openIncidentTable(client, { tableName, timeoutMs });
  const log = createIncidentLog(table, clock);
  return {
    find: log.find,
    list: log.list,
    write: createRecordWriter(table, { log, clock }),
    async read(alarm) {
      const item = await table.get(incidentKeys.alarm(alarm));
      return item === undefined || isExpired(item, clock.now())
        ? undefined
        : { record: recordIn(item), version: versionIn(item) };
    },
    async due(atMs) {
      const range = { partition: soleParts.due, to: atMs, order: 'ascending', limit: mostIncidents } as const;
      return (await table.find(incidentIndexes.due, range)).map(incidentKeys.alarmIn);
    },
    async open() {
      const range = { partition: soleParts.open, order: 'descending', limit: mostIncidents } as const;
      const records = await table.getAll(await table.find(incidentIndexes.open, range));
      return records.flatMap((item) => {
        const { incident } = recordIn(item);
        return incident !== undefined && isUnresolved(incident) ? [incident] : [];
      });
    },
  };
}
