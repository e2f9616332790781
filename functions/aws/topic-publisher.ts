import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { arnOf } from '../../shared/cloudwatch/arn.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { TopicPublisher } from '../../shared/ports/topic-publisher.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';
import { isWorthRetrying } from './is-worth-retrying.ts';

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
        // Only SMS subscriptions read it: an alert goes by the reliable route, not the cheap one.
        MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
      });
      try {
        await sns.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
        return { result: 'delivered' };
      } catch (error) {
        return describeFailure(error);
      }
    },
  };
}

function describeFailure(error: unknown): SendOutcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { result: isWorthRetrying(error) ? 'retry' : 'rejected', problem: redactText(`SNS ${name}: ${message}`) };
}
