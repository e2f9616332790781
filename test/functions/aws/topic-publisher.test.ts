import { describe, expect, it } from 'vitest';
import { createTopicPublisher } from '../../../functions/aws/topic-publisher.ts';
import { startReceiver } from '../../support/receiver.ts';
import { readPublish, standInClient, startSns } from '../../support/sns-stand-in.ts';

const place = {
  region: 'eu-central-1',
  account: '111122223333',
  channelTopics: { oncall: 'shop-prod-channel-oncall' },
};
const publication = {
  channel: 'oncall',
  subject: 'CRITICAL: web is down',
  message: 'web is down\nsince 14:03 – größer',
  timeoutMs: 2_000,
};

const publisherAt = (url: string) => createTopicPublisher({ client: standInClient(url), ...place });

describe('the SNS publisher', () => {
  it('publishes subject and message to the channel’s topic, as an urgent SMS where there are phones', async () => {
    await using sns = await startSns();
    expect(await publisherAt(sns.url).publish(publication)).toEqual({ result: 'delivered' });
    expect(sns.received.map(readPublish)).toEqual([
      {
        Action: 'Publish',
        Version: '2010-03-31',
        TopicArn: 'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-oncall',
        Subject: publication.subject,
        Message: publication.message,
        'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
        'MessageAttributes.entry.1.Value.DataType': 'String',
        'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
      },
    ]);
  });

  it('sends no subject where there is none', async () => {
    await using sns = await startSns();
    const { subject: _subject, ...sms } = publication;
    await publisherAt(sns.url).publish(sms);
    expect(sns.received.map(readPublish)[0]).not.toHaveProperty('Subject');
  });

  it.each([
    { code: 'Throttled', status: 429, result: 'retry' },
    { code: 'ThrottledException', status: 400, result: 'retry' },
    { code: 'KMSThrottlingException', status: 400, result: 'retry' },
    { code: 'InternalError', status: 500, result: 'retry' },
    { code: 'NotFound', status: 404, result: 'rejected' },
    { code: 'AuthorizationError', status: 403, result: 'rejected' },
    { code: 'InvalidParameter', status: 400, result: 'rejected' },
    { code: 'KMSAccessDenied', status: 400, result: 'rejected' },
  ])('takes $code as $result, after one call', async ({ code, status, result }) => {
    await using sns = await startSns(() => ({ status, code }));
    const outcome = await publisherAt(sns.url).publish(publication);
    expect(outcome).toMatchObject({ result });
    expect(JSON.stringify(outcome)).toContain('refused for the test');
    expect(sns.received).toHaveLength(1);
  });

  it.each(['silence', 'reset'] as const)('takes %s as worth another attempt', async (reply) => {
    await using sns = await startReceiver(() => reply);
    expect(await publisherAt(sns.url).publish({ ...publication, timeoutMs: 200 })).toMatchObject({ result: 'retry' });
  });

  it.each(['unknown', 'constructor'])('refuses the channel %j, which has no topic', async (channel) => {
    await using sns = await startSns();
    expect(await publisherAt(sns.url).publish({ ...publication, channel })).toEqual({
      result: 'rejected',
      problem: `Channel "${channel}" has no topic`,
    });
    expect(sns.received).toEqual([]);
  });
});
