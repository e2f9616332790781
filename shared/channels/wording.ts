import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelTestFacts } from './channel.ts';

/** Said by every channel with room for a second line. */
export const drillNotice = 'This is a drill: nothing is wrong.';

/** What stands above the steps of a runbook. */
export const stepsTitle = 'What to do';

/** What stands above the lines of a list. */
export function itemsTitle({ status }: Pick<AlertMessage, 'status'>): string {
  return status === 'summary' ? 'Alerts' : 'Related alarms';
}

/** What a test says that people see. */
export function testSentence({ service, environment, channel }: ChannelTestFacts): string {
  return `Test of the channel ${channel} of ${service} ${environment}: alerts arrive here. Nothing is wrong.`;
}
