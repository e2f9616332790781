import type { TestDynamoDb } from '../../../test/support/dynamodb.ts';

/** Where a table of incidents is. */
export interface TablePlace {
  readonly client: TestDynamoDb['client'];
  readonly tableName: string;
}
