import { describe, expect, it } from 'vitest';
import { createPhonePublisher } from '../../../functions/aws/phone-publisher.ts';
import { startReceiver } from '../../support/receiver.ts';
import { readPublish, standInClient, startSns } from '../../support/sns-stand-in.ts';

const text = { to: '+12025550101', message: 'CRITICAL shop prod: web is down', timeoutMs: 2_000 };

const publisherAt = (url: string) => createPhonePublisher({ client: standInClient(url) });

describe('the SNS publisher of texts', () => {
  it('texts the number as an urgent SMS, without a topic', async () => {
    await using sns = await startSns();
    expect(await publisherAt(sns.url).publish(text)).toEqual({ result: 'delivered' });
    expect(sns.received.map(readPublish)).toEqual([
      {
        Action: 'Publish',
        Version: '2010-03-31',
        PhoneNumber: text.to,
        Message: text.message,
        'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
        'MessageAttributes.entry.1.Value.DataType': 'String',
        'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
      },
    ]);
  });

  it.each([
    { code: 'Throttled', status: 429, result: 'retry' },
    { code: 'InternalError', status: 500, result: 'retry' },
    { code: 'AuthorizationError', status: 403, result: 'rejected' },
    { code: 'InvalidParameter', status: 400, result: 'rejected' },
  ])('takes $code as $result, after one call', async ({ code, status, result }) => {
    await using sns = await startSns(() => ({ status, code }));
    expect(await publisherAt(sns.url).publish(text)).toMatchObject({ result });
    expect(sns.received).toHaveLength(1);
  });

  it('keeps the number to itself where SNS repeats it', async () => {
    const message = `Invalid parameter: PhoneNumber Reason: ${text.to} is not valid to publish to`;
    await using sns = await startSns(() => ({ status: 400, code: 'InvalidParameter', message }));
    const outcome = await publisherAt(sns.url).publish(text);
    expect(outcome).toMatchObject({
      result: 'rejected',
      problem: expect.stringContaining('is not valid to publish to'),
    });
    expect(JSON.stringify(outcome)).not.toContain(text.to);
  });

  it.each(['silence', 'reset'] as const)('takes %s as worth another attempt', async (reply) => {
    await using sns = await startReceiver(() => reply);
    expect(await publisherAt(sns.url).publish({ ...text, timeoutMs: 200 })).toMatchObject({ result: 'retry' });
  });
});
