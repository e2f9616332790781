import type { AlarmState } from '../model/alarm.ts';

/** The state of one alarm now. */
export interface CurrentAlarmState {
  /** CloudWatch's name. */
  readonly alarmName: string;
  readonly state: AlarmState;
  /** What CloudWatch says about it. */
  readonly reason: string;
  /** Epoch milliseconds of its last change; absent where there was none. */
  readonly sinceMs?: number;
}

/** Reads in which state alarms are. */
export interface AlarmStates {
  /** Every alarm of a region whose name begins with a prefix. Rejects where they cannot be read. */
  list(query: { readonly region: string; readonly prefix: string }): Promise<readonly CurrentAlarmState[]>;
}
