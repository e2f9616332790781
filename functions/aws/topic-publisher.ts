import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { arnOf } from '../../shared/cloudwatch/arn.ts';
import type { TopicPublisher } from '../../shared/ports/topic-publisher.ts';
import { describeSnsFailure, transactionalSms } from './describe-sns-failure.ts';

/** What the publisher needs to find a channel's topic. */
export interface TopicPublisherParts {
  readonly client: SNSClientConfig;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** Topic names by channel. */
  readonly channelTopics: Readonly<Record<string, string>>;
}

/** Publishes to SNS, once per call: retrying is the router's, which knows the deadline. */
export function createTopicPublisher({ client, region, account, channelTopics }: TopicPublisherParts): TopicPublisher {
  const sns = new SNSClient({ ...client, maxAttempts: 1 });
  return {
    async publish({ channel, subject, message, timeoutMs }) {
      const topic = Object.hasOwn(channelTopics, channel) ? channelTopics[channel] : undefined;
      if (topic === undefined) return { result: 'rejected', problem: `Channel "${channel}" has no topic` };
      const command = new PublishCommand({
        TopicArn: arnOf('sns', { region, account }, topic),
        Message: message,
        ...(subject === undefined ? {} : { Subject: subject }),
        MessageAttributes: transactionalSms,
      });
      try {
        await sns.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
        return { result: 'delivered' };
      } catch (error) {
        return describeSnsFailure(error);
      }
    },
  };
}
