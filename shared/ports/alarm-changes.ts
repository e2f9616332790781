import type { AlarmState } from '../model/alarm.ts';

/** One change of state of one alarm. */
export interface AlarmStateChange {
  /** CloudWatch's name. */
  readonly alarmName: string;
  readonly atMs: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
}

/** What happened to alarms in a period. */
export interface AlarmChangeList {
  /** Oldest first. */
  readonly changes: readonly AlarmStateChange[];
  /** What happened before this moment (epoch milliseconds) is not known any more; absent where all is known. */
  readonly knownFromMs?: number;
}

/** Recalls changes of state of alarms. */
export interface AlarmChanges {
  /** Changes of the named alarms in a period (epoch milliseconds, `toMs` exclusive). Rejects where they cannot be read. */
  between(query: {
    readonly alarms: readonly { readonly name: string; readonly region: string }[];
    readonly fromMs: number;
    readonly toMs: number;
  }): Promise<AlarmChangeList>;
}
