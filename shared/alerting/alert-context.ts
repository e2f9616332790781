import type { PlannedAlarm } from '../model/alarm.ts';

/** What a message needs to know about an alarm besides its notification. An alarm that the plan does not know has no subject. */
export interface AlertContext extends Pick<PlannedAlarm, 'severity' | 'title' | 'meaning' | 'runbook'> {
  readonly subject?: PlannedAlarm['subject'];
}
