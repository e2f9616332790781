/** One remembered value, with the version that a conditional write names. */
export interface StoredState {
  /** Plain JSON. */
  readonly value: unknown;
  readonly version: number;
}

/** Remembers plain data between runs: DynamoDB on AWS, memory on one machine. At most 350 KB a value. */
export interface StateStore {
  read(key: string): Promise<StoredState | undefined>;
  /**
   * Writes if the stored version is still `after` (undefined: nothing is stored). False, with nothing written, where somebody
   * else was first. What is not written again until `expiresAtMs` (epoch) is forgotten.
   */
  write(
    key: string,
    state: { readonly value: unknown; readonly after: number | undefined; readonly expiresAtMs: number },
  ): Promise<boolean>;
}
