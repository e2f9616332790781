import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { scopeOf } from '../../shared/plan/names.ts';
import type { DeployablePlan } from '../deployable-plan.ts';

/** The name by which other stacks know the key of a region. */
export const alertKeyAlias = (plan: DeployablePlan): string => `alias/${scopeOf(plan)}-alerts`;

/**
 * The key that encrypts the topics of one region. It has to be our own: the key policy of `alias/aws/sns` does not let
 * CloudWatch in, and alarms on such a topic fail silently
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html).
 */
export function alertKey(scope: Construct, plan: DeployablePlan): Key {
  const key = new Key(scope, 'AlertKey', {
    alias: alertKeyAlias(plan),
    description: `Encrypts the alert topics of ${plan.service} in ${plan.environment}`,
    enableKeyRotation: true,
    // It encrypts messages on their way only: once the topics are gone, there is nothing left to decrypt.
    removalPolicy: RemovalPolicy.DESTROY,
    pendingWindow: Duration.days(7),
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': plan.account } },
    }),
  );
  return key;
}
