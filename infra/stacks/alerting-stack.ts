import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { topicIds } from '../../shared/plan/names.ts';
import type { PlannedTopic } from '../../shared/plan/plan.ts';
import type { Bundler } from '../bundle.ts';
import { alertKey } from '../constructs/alert-key.ts';
import { addressSubscription, admitAlarms, alertTopic } from '../constructs/alert-topic.ts';
import { functionSubscription } from '../constructs/function-subscription.ts';
import { WatchedFunction, type WatchedFunctionProps } from '../constructs/watched-function.ts';
import { type DeployablePlan, partOf } from '../deployable-plan.ts';
import { functionsIn } from '../kinds/registry.ts';
import { logicalId } from '../logical-id.ts';
import { allow } from '../permissions/allow.ts';
import { stackProps } from '../stack-props.ts';

interface AlertingStackProps {
  readonly plan: DeployablePlan;
  readonly region: string;
  readonly bundler: Bundler;
}

/** The topics of one region with their key and their subscribers, and the functions that the topics feed. */
export class AlertingStack extends Stack {
  constructor(scope: Construct, { plan, region, bundler }: AlertingStackProps) {
    const id = `alerting-${region}`;
    const description = `Watchkeeper: alert topics of ${plan.service} (${plan.environment}) in ${region}`;
    super(scope, id, stackProps(plan, { id, region, description }));
    const key = alertKey(this, plan);
    const topics = plan.topics
      .filter((planned) => planned.region === region)
      .map((planned) => ({ id: planned.id, topic: this.addTopic(plan, planned, key) }));
    const fed = functionsIn(plan.functions, 'alerting').filter((planned) => planned.region === region);
    const functions = fed.map((planned) => ({
      id: planned.id,
      watched: this.addFunction({ plan, planned, bundler }, key),
    }));
    for (const subscription of plan.subscriptions) {
      const topic = topics.find((one) => one.id === subscription.topic)?.topic;
      if (topic === undefined) continue;
      if (subscription.protocol !== 'lambda') addressSubscription(this, topic, subscription);
      else {
        const { watched } = partOf(functions, subscription.function);
        functionSubscription(this, { topicId: subscription.topic, topic, watched });
      }
    }
  }

  /** Alarms may publish to every topic but those that carry what the router composed. */
  private addTopic(plan: DeployablePlan, planned: PlannedTopic, key: Key) {
    const topic = alertTopic(this, planned, key);
    const composed = Object.keys(plan.channels).map(topicIds.channel).includes(planned.id);
    if (!composed) admitAlarms(topic, plan.account);
    new CfnOutput(this, logicalId(`topic/${planned.id}`), { description: planned.purpose, value: topic.topicArn });
    return topic;
  }

  /** What topics feed publishes in turn, which takes the topics' key. */
  private addFunction(props: WatchedFunctionProps, key: Key): WatchedFunction {
    const watched = new WatchedFunction(this, props);
    allow(watched.role, [{ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }]);
    return watched;
  }
}
