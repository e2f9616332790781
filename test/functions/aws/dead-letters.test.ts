import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDeadLetters } from '../../../functions/aws/dead-letters.ts';
import type { DeadLetter } from '../../../shared/model/dead-letter.ts';
import { type AwsAnswer, type AwsCall, startAwsServer } from '../../support/aws-server.ts';

const queueUrl = 'https://sqs.eu-central-1.amazonaws.com/111122223333/shop-prod-alert-router-dead-letters';
const letter: DeadLetter = {
  type: 'unreadable-notification',
  atMs: 1,
  problem: 'Cannot read it',
  text: 'größer "quoted" \u2028',
};

/** The receipt of a message: the SDK compares the digest with what it sent. */
function receipt({ input }: AwsCall): AwsAnswer {
  const digest = createHash('md5').update(String(input.MessageBody)).digest('hex');
  return { output: { MessageId: '1', MD5OfMessageBody: digest } };
}

async function put(answer: (call: AwsCall, before: number) => AwsAnswer) {
  let before = 0;
  const server = await startAwsServer((call) => answer(call, before++));
  try {
    const end = await createDeadLetters({ client: server.client, queueUrl })
      .put(letter)
      .then(() => 'kept')
      .catch((error: unknown) => (error as Error).name);
    return { end, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('the SQS dead letters', () => {
  it('keeps a letter as JSON', async () => {
    const { end, calls } = await put(receipt);
    expect(end).toBe('kept');
    expect(calls).toMatchObject([{ operation: 'SendMessage', input: { QueueUrl: queueUrl } }]);
    expect(JSON.parse(String(calls[0]?.input.MessageBody))).toEqual(letter);
  });

  it('tries again where SQS is busy', async () => {
    const { end, calls } = await put((call, before) =>
      before < 2 ? { error: 'InternalFailure', status: 500 } : receipt(call),
    );
    expect(end).toBe('kept');
    expect(calls).toHaveLength(3);
  });

  it('fails where SQS refuses, so that the platform keeps the event', async () => {
    const { end, calls } = await put(() => ({ error: 'AccessDeniedException', status: 403 }));
    expect(end).toBe('AccessDeniedException');
    expect(calls).toHaveLength(1);
  });
});
