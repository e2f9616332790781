/** Remembers when alarms began: a message about an end then says how long it was. */
export interface AlarmHistory {
  /** When the alarm last went into ALARM at or before a moment, in epoch milliseconds; absent where nobody knows. */
  openedAt(query: {
    readonly alarmName: string;
    readonly region: string;
    readonly beforeMs: number;
  }): Promise<number | undefined>;
}
