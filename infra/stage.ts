import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundler } from './bundle.ts';
import type { DeployablePlan } from './deployable-plan.ts';
import { functionsIn } from './kinds/registry.ts';
import { alarmStacks } from './stacks/alarm-stack.ts';
import { AlertingStack } from './stacks/alerting-stack.ts';
import { dashboardStacks } from './stacks/dashboard-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ProbeStack } from './stacks/probe-stack.ts';

interface EnvironmentStageProps {
  readonly plan: DeployablePlan;
  readonly bundler: Bundler;
}

/** Everything of one environment: `npx cdk deploy '<environment>/*'`. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, { plan, bundler }: EnvironmentStageProps) {
    super(scope, plan.environment, { env: { account: plan.account, region: plan.region } });
    const regionsOf = (parts: readonly { readonly region: string }[]) => [
      ...new Set(parts.map(({ region }) => region)),
    ];
    const alerting = regionsOf(plan.topics).map((region) => new AlertingStack(this, { plan, region, bundler }));
    const probes = regionsOf(functionsIn(plan.functions, 'probes')).map(
      (region) => new ProbeStack(this, { plan, region, bundler }),
    );
    const data = functionsIn(plan.functions, 'data').length > 0 ? [new DataStack(this, { plan, bundler })] : [];
    for (const stack of regionsOf(plan.alarms).flatMap((region) => alarmStacks(this, plan, region))) {
      // An alarm needs its topic, and a heartbeat alarm that is older than its job would cry wolf.
      for (const earlier of [...alerting, ...probes, ...data]) stack.addStackDependency(earlier);
    }
    dashboardStacks(this, plan);
  }
}
