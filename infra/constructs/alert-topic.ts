import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PlannedSubscription, PlannedTopic } from '../../shared/plan/plan.ts';
import { bodyFilters } from '../../shared/plan/plan-topics.ts';
import { logicalId } from '../logical-id.ts';

/** A topic encrypted with our key, over TLS only. */
export function alertTopic(scope: Construct, topic: PlannedTopic, key: IKey): Topic {
  return new Topic(scope, logicalId(topic.id), { topicName: topic.name, masterKey: key, enforceSSL: true });
}

/** Lets the CloudWatch alarms of this account publish to a topic, those that were made elsewhere too. */
export function admitAlarms(topic: Topic, account: string): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
}

/** An email or SMS subscription that SNS delivers without any code of ours. What it is told is filtered by SNS itself. */
export function addressSubscription(
  scope: Construct,
  topic: Topic,
  subscription: Exclude<PlannedSubscription, { protocol: 'lambda' }>,
): CfnSubscription {
  const { protocol, address, told } = subscription;
  const filterPolicy = bodyFilters[told];
  return new CfnSubscription(scope, logicalId(`${subscription.topic}/${protocol}/${address}`), {
    topicArn: topic.topicArn,
    protocol,
    endpoint: address,
    ...(filterPolicy === undefined ? {} : { filterPolicyScope: 'MessageBody', filterPolicy }),
  });
}
