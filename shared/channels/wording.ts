import type { AlertMessage } from '../model/alert-message.ts';

/** Said by every channel with room for a second line. */
export const drillNotice = 'This is a drill: nothing is wrong.';

/** What stands above the steps of a runbook. */
export const stepsTitle = 'What to do';

/** What stands above the lines of a list. */
export function itemsTitle({ status }: Pick<AlertMessage, 'status'>): string {
  return status === 'summary' ? 'Alerts' : 'Related alarms';
}
