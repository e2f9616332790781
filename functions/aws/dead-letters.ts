import { SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';

/** Where dead letters go. */
export interface DeadLettersParts {
  readonly client: SQSClientConfig;
  readonly queueUrl: string;
}

/** Dead letters as JSON messages of an SQS queue; an alarm watches its length. The SDK retries: nobody comes after. */
export function createDeadLetters({ client, queueUrl }: DeadLettersParts): DeadLetters {
  const sqs = new SQSClient({ ...client, maxAttempts: 3 });
  return {
    async put(letter) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(letter) }), {
        abortSignal: AbortSignal.timeout(8_000),
      });
    },
  };
}
