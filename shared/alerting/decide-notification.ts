import type { AlarmState } from '../model/alarm.ts';

/** Whether a state change is told to people, as what, and why. */
export type NotificationDecision =
  | { readonly tell: true; readonly status: 'firing' | 'resolved'; readonly why: string }
  | { readonly tell: false; readonly why: string };

/**
 * Which state changes are told: going into ALARM, and going back to OK from there. A first OK (a deploy) and missing data
 * are told to nobody: that something stopped reporting is an alarm of its own.
 */
export function decideNotification({
  from,
  to,
}: {
  readonly from: AlarmState;
  readonly to: AlarmState;
}): NotificationDecision {
  switch (to) {
    case 'ALARM':
      return { tell: true, status: 'firing', why: `The alarm went from ${from} to ALARM` };
    case 'OK':
      return from === 'ALARM'
        ? { tell: true, status: 'resolved', why: 'The alarm went from ALARM back to OK' }
        : { tell: false, why: `OK after ${from}: there was no alarm, so nothing is resolved` };
    case 'INSUFFICIENT_DATA':
      return { tell: false, why: `Data stopped coming after ${from}: the "no result" alarm speaks about that` };
  }
}
