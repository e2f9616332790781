import { paginateListSubscriptionsByTopic, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { arnOf } from '../../shared/cloudwatch/arn.ts';
import type { ChannelSubscriptions } from '../../shared/ports/channel-subscriptions.ts';

/** What is needed to find the topics of channels, and to know who should be subscribed to them. */
export interface ChannelSubscriptionsParts {
  readonly client: SNSClientConfig;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** Topic names by channel. */
  readonly channelTopics: Readonly<Record<string, string>>;
  /** How many addresses each of these channels has. Default 1. */
  readonly expected: Readonly<Record<string, number>>;
  /** A question that is not answered after this long, pages and retries of the SDK included, is given up. */
  readonly timeoutMs?: number;
}

/** Asks SNS for the subscriptions of topics. */
export function createChannelSubscriptions(parts: ChannelSubscriptionsParts): ChannelSubscriptions {
  const { client, region, account, channelTopics, expected, timeoutMs = 4_000 } = parts;
  const sns = new SNSClient({ ...client, maxAttempts: 3 });
  return {
    async problemOf(channel) {
      const topic = Object.hasOwn(channelTopics, channel) ? channelTopics[channel] : undefined;
      if (topic === undefined) return undefined;
      const TopicArn = arnOf('sns', { region, account }, topic);
      const limits = { abortSignal: AbortSignal.timeout(timeoutMs) };
      const arns: (string | undefined)[] = [];
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
        { client: sns },
        { TopicArn },
        limits,
      ))
        arns.push(...Subscriptions.map(({ SubscriptionArn }) => SubscriptionArn));
      return describeSubscriptions({
        expected: expected[channel] ?? 1,
        // In place of an ARN stands `PendingConfirmation`, or `Deleted` for a while after somebody left.
        confirmed: arns.filter((arn) => arn?.startsWith('arn:')).length,
        pending: arns.filter((arn) => arn === 'PendingConfirmation').length,
      });
    },
  };
}

function describeSubscriptions({
  expected,
  confirmed,
  pending,
}: Readonly<Record<'expected' | 'confirmed' | 'pending', number>>): string | undefined {
  if (confirmed + pending === 0) return 'nobody is subscribed';
  const all = Math.max(expected, confirmed + pending);
  // One that is not confirmed in time is deleted, and then is not even pending.
  const missing = all - confirmed - pending;
  const problems = [
    ...(pending === 0 ? [] : [`${share(pending, all)} not confirmed ${pending === 1 ? 'its' : 'their'} subscription`]),
    ...(missing === 0 ? [] : [`${share(missing, all)} no subscription`]),
  ];
  return problems.length === 0 ? undefined : problems.join(', and ');
}

const share = (some: number, all: number) =>
  `${some} of ${all} address${all === 1 ? '' : 'es'} ${some === 1 ? 'has' : 'have'}`;
