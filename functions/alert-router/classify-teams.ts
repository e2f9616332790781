import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import { isPassingStatus } from './is-passing-status.ts';

/**
 * What a successful status of Teams means. Workflows answer 202 with nothing; older connectors answer 200 whatever becomes
 * of the message, and say in the text when it failed (https://github.com/MicrosoftDocs/msteams-docs/issues/1810).
 */
export function classifyTeams(body: string): SendOutcome {
  if (!/delivery failed|HTTP error \d{3}/i.test(body)) return { result: 'delivered' };
  const status = /HTTP error (\d{3})/i.exec(body)?.[1];
  // Without a status, Teams itself was out of reach.
  const mayPass = status === undefined || isPassingStatus(Number(status));
  return { result: mayPass ? 'retry' : 'rejected', problem: `Teams: ${body}` };
}
