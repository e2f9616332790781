import { describe, expect, it } from 'vitest';
import { createChannelSubscriptions } from '../../../functions/aws/channel-subscriptions.ts';
import { type Received, startReceiver } from '../../support/receiver.ts';
import { standInClient, startSns } from '../../support/sns-stand-in.ts';

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-oncall';
const place = {
  region: 'eu-central-1',
  account: '111122223333',
  channelTopics: { oncall: 'shop-prod-channel-oncall' },
};
const confirmed = `${topicArn}:6b0e71bd-7e97-4d97-80ce-4a0994e55286`;
const pending = 'PendingConfirmation';
const deleted = 'Deleted';

/** Speaks ListSubscriptionsByTopic of SNS's query protocol: each request gets the next page. */
const startTopic = (pages: readonly (readonly string[])[]) =>
  startReceiver((_request, before) => ({
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: pageXml(pages[before] ?? [], before + 1 < pages.length ? `page-${before + 1}` : undefined),
  }));

const pageXml = (arns: readonly string[], token: string | undefined) => `
<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <ListSubscriptionsByTopicResult>
    <Subscriptions>${arns.map(memberXml).join('')}</Subscriptions>
    ${token === undefined ? '' : `<NextToken>${token}</NextToken>`}
  </ListSubscriptionsByTopicResult>
  <ResponseMetadata><RequestId>b9275252-3774-11df-9540-99d0768312d3</RequestId></ResponseMetadata>
</ListSubscriptionsByTopicResponse>`;

const memberXml = (arn: string, index: number) => `
<member>
  <TopicArn>${topicArn}</TopicArn><Protocol>email</Protocol><SubscriptionArn>${arn}</SubscriptionArn>
  <Owner>111122223333</Owner><Endpoint>person-${index}@shop.example</Endpoint>
</member>`;

const subscriptionsAt = (url: string, expected: Readonly<Record<string, number>> = {}) =>
  createChannelSubscriptions({ client: standInClient(url), ...place, expected, timeoutMs: 1_000 });

const fieldsOf = ({ body }: Received) => Object.fromEntries(new URLSearchParams(body));

describe('createChannelSubscriptions()', () => {
  it.each<readonly [string, number, readonly string[], string | undefined]>([
    ['one address that is subscribed', 1, [confirmed], undefined],
    ['all addresses that are subscribed', 2, [confirmed, confirmed], undefined],
    ['somebody who subscribed besides', 1, [confirmed, confirmed], undefined],
    ['no subscription at all', 2, [], 'nobody is subscribed'],
    ['one who left', 1, [deleted], 'nobody is subscribed'],
    ['the only address that is not confirmed', 1, [pending], '1 of 1 address has not confirmed its subscription'],
    ['one that is not confirmed', 2, [confirmed, pending], '1 of 2 addresses has not confirmed its subscription'],
    ['two that are not', 3, [pending, confirmed, pending], '2 of 3 addresses have not confirmed their subscription'],
    ['one that was given up', 2, [confirmed], '1 of 2 addresses has no subscription'],
    ['one of those who left', 3, [confirmed, deleted], '2 of 3 addresses have no subscription'],
    [
      'one of each kind',
      3,
      [confirmed, pending],
      '1 of 3 addresses has not confirmed its subscription, and 1 of 3 addresses has no subscription',
    ],
    [
      'somebody besides who is not confirmed',
      1,
      [confirmed, pending],
      '1 of 2 addresses has not confirmed its subscription',
    ],
  ])('says what is wrong with %s', async (_, addresses, arns, problem) => {
    await using topic = await startTopic([arns]);
    expect(await subscriptionsAt(topic.url, { oncall: addresses }).problemOf('oncall')).toBe(problem);
  });

  it('expects one address where it is not told how many', async () => {
    await using topic = await startTopic([[confirmed]]);
    expect(await subscriptionsAt(topic.url).problemOf('oncall')).toBeUndefined();
  });

  it('reads all pages of the channel’s topic', async () => {
    await using topic = await startTopic([[confirmed], [confirmed], [pending]]);
    expect(await subscriptionsAt(topic.url, { oncall: 3 }).problemOf('oncall')).toBe(
      '1 of 3 addresses has not confirmed its subscription',
    );
    const asked = { Action: 'ListSubscriptionsByTopic', Version: '2010-03-31', TopicArn: topicArn };
    expect(topic.received.map(fieldsOf)).toEqual([
      asked,
      { ...asked, NextToken: 'page-1' },
      { ...asked, NextToken: 'page-2' },
    ]);
  });

  it.each(['slack', 'constructor'])('has nothing to say of the channel %j, which has no topic', async (channel) => {
    await using topic = await startTopic([]);
    expect(await subscriptionsAt(topic.url).problemOf(channel)).toBeUndefined();
    expect(topic.received).toEqual([]);
  });

  it('rejects where it may not ask', async () => {
    await using sns = await startSns(() => ({ status: 403, code: 'AuthorizationError' }));
    await expect(subscriptionsAt(sns.url).problemOf('oncall')).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
    });
  });

  it('rejects where nobody answers in time', async () => {
    await using sns = await startReceiver(() => 'silence');
    await expect(subscriptionsAt(sns.url).problemOf('oncall')).rejects.toMatchObject({ name: 'AbortError' });
  });
});
