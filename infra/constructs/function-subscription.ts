import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, type Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { logicalId } from '../logical-id.ts';
import type { WatchedFunction } from './watched-function.ts';

/**
 * Feeds a function with what is published to a topic. What SNS cannot hand over goes to the function's dead letters, next to
 * what the function itself failed on: one queue to watch, whatever went wrong.
 */
export function functionSubscription(
  scope: Construct,
  { topicId, topic, watched }: { readonly topicId: string; readonly topic: Topic; readonly watched: WatchedFunction },
): CfnSubscription {
  const principal = new ServicePrincipal('sns.amazonaws.com');
  watched.function.addPermission(logicalId(`invoke/${topicId}`), { principal, sourceArn: topic.topicArn });
  watched.deadLetters.addToResourcePolicy(
    new PolicyStatement({
      principals: [principal],
      actions: ['sqs:SendMessage'],
      resources: [watched.deadLetters.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    }),
  );
  return new CfnSubscription(scope, logicalId(`${topicId}/lambda/${watched.planned.id}`), {
    topicArn: topic.topicArn,
    protocol: 'lambda',
    endpoint: watched.function.functionArn,
    redrivePolicy: { deadLetterTargetArn: watched.deadLetters.queueArn },
  });
}
