import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { functionIds, topicIds } from '../../shared/plan/names.ts';
import type { PlannedTopic } from '../../shared/plan/plan.ts';
import type { Bundler } from '../bundle.ts';
import { actionsUrl } from '../constructs/actions-url.ts';
import { alertKey } from '../constructs/alert-key.ts';
import { addressSubscription, admitAlarms, alertTopic } from '../constructs/alert-topic.ts';
import { functionSubscription } from '../constructs/function-subscription.ts';
import { incidentTable } from '../constructs/incident-table.ts';
import { linkSecret } from '../constructs/link-secret.ts';
import { wakeUps } from '../constructs/wake-ups.ts';
import { WatchedFunction } from '../constructs/watched-function.ts';
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

interface AlertingFunction {
  readonly id: string;
  readonly watched: WatchedFunction;
}

/**
 * The topics of one region with their key and their subscribers; in the home region also the router that they feed, what it
 * remembers, and the links that lead back to it.
 */
export class AlertingStack extends Stack {
  constructor(scope: Construct, { plan, region, bundler }: AlertingStackProps) {
    const id = `alerting-${region}`;
    const description = `Watchkeeper: alert topics of ${plan.service} (${plan.environment}) in ${region}`;
    super(scope, id, stackProps(plan, { id, region, description }));
    const key = alertKey(this, plan);
    const topics = plan.topics
      .filter((planned) => planned.region === region)
      .map((planned) => ({ id: planned.id, topic: this.addTopic(plan, planned, key) }));
    const functions = functionsIn(plan.functions, 'alerting')
      .filter((planned) => planned.region === region)
      .map((planned) => ({ id: planned.id, watched: new WatchedFunction(this, { plan, planned, bundler }) }));
    if (region === plan.region) this.addIncidents(plan, functions, key);
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

  /** What the router needs besides its code, and the links in its messages. It publishes in turn, which takes the topics' key. */
  private addIncidents(plan: DeployablePlan, functions: readonly AlertingFunction[], key: Key): void {
    const { watched: router } = partOf(functions, functionIds.alertRouter);
    const { watched: actions } = partOf(functions, functionIds.incidentActions);
    const kept = [incidentTable(this, plan), linkSecret(this, plan)];
    // Roles name both by their ARN, so a function must be told here that they come first.
    for (const { watched } of functions) watched.node.addDependency(...kept);
    allow(router.role, [{ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }]);
    actionsUrl(this, { router, actions });
    wakeUps(this, plan, router);
  }
}
