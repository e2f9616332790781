import { Stack, Validations } from 'aws-cdk-lib';
import { CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { DeployablePlan } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { renderMuteRules } from '../render-mute-rules.ts';
import { stackProps } from '../stack-props.ts';

interface MaintenanceStackProps {
  readonly plan: DeployablePlan;
  /** Epoch milliseconds: windows that are over need no rule. */
  readonly nowMs: number;
}

/**
 * The rules by which CloudWatch mutes alarms during maintenance, in the home region. It is there without rules as well, because the
 * CDK CLI then deletes what is left of it: a rule that nobody sees any more would mute for ever.
 */
export class MaintenanceStack extends Stack {
  constructor(scope: Construct, { plan, nowMs }: MaintenanceStackProps) {
    const { service, environment, region } = plan;
    const id = `maintenance-${region}`;
    const description = `Watchkeeper: alarms that CloudWatch mutes during maintenance of ${service} (${environment})`;
    super(scope, id, stackProps(plan, { id, region, description }));
    const rules = renderMuteRules(plan, nowMs);
    for (const { id: ruleId, rule } of rules) new CfnAlarmMuteRule(this, logicalId(ruleId), rule);
    if (rules.length > 0) return;
    Validations.of(this).acknowledge({
      id: 'CloudFormation-Validate::F0001',
      reason: 'Empty on purpose: the CDK CLI deletes the rules that an earlier plan left here.',
    });
  }
}
