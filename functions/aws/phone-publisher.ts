import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { PhonePublisher } from '../../shared/ports/phone-publisher.ts';
import { redacted } from '../../shared/redaction/credential-forms.ts';
import { describeSnsFailure, transactionalSms } from './describe-sns-failure.ts';

/** Texts numbers through SNS, once per call: retrying is the router's, which knows the deadline. */
export function createPhonePublisher({ client }: { readonly client: SNSClientConfig }): PhonePublisher {
  const sns = new SNSClient({ ...client, maxAttempts: 1 });
  return {
    async publish({ to, message, timeoutMs }) {
      const command = new PublishCommand({ PhoneNumber: to, Message: message, MessageAttributes: transactionalSms });
      try {
        await sns.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
        return { result: 'delivered' };
      } catch (error) {
        return withoutNumber(describeSnsFailure(error), to);
      }
    },
  };
}

/** SNS names the number that it refuses. */
function withoutNumber(outcome: SendOutcome, to: string): SendOutcome {
  if (outcome.result === 'delivered') return outcome;
  return { ...outcome, problem: outcome.problem.replaceAll(to, redacted) };
}
