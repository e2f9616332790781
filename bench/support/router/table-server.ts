import { startDynamoDb } from '../../../test/support/dynamodb.ts';
import type { TablePlace } from './table-place.ts';

/** What the process of the table is asked for: a fresh table of incidents by its name. */
export interface TableOrder {
  readonly tableName: string;
}

const dynamo = await startDynamoDb();

process.on('message', async ({ tableName }: TableOrder) => {
  await dynamo.createIncidentTable(tableName);
  process.send?.({ client: dynamo.client, tableName } satisfies TablePlace);
});
process.on('disconnect', () => process.exit());
