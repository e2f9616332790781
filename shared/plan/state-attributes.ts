/** Attributes of an item in the state table: infra makes the table by them, the adapter reads and writes them. */
export const stateAttributes = {
  /** Partition key, a text. */
  key: 'Key',
  /** JSON text. */
  value: 'Value',
  /** Number, 1 for the first. */
  version: 'Version',
  /** Epoch seconds, as the time-to-live of DynamoDB wants them. */
  expiresAt: 'ExpiresAt',
} as const;
