import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundler } from './bundle.ts';
import type { DeployablePlan } from './deployable-plan.ts';
import { functionsIn } from './kinds/registry.ts';
import { alarmStacks } from './stacks/alarm-stack.ts';
import { AlertingStack } from './stacks/alerting-stack.ts';
import { dashboardStacks } from './stacks/dashboard-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { MaintenanceStack } from './stacks/maintenance-stack.ts';
import { ProbeStack } from './stacks/probe-stack.ts';

interface EnvironmentStageProps {
  readonly plan: DeployablePlan;
  readonly bundler: Bundler;
  /** Epoch milliseconds: maintenance that is over is not rendered. */
  readonly nowMs: number;
}

/** Everything of one environment: `npx cdk deploy '<environment>/*'`. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, { plan, bundler, nowMs }: EnvironmentStageProps) {
    super(scope, plan.environment, { env: { account: plan.account, region: plan.region } });
    const regionsOf = (parts: readonly { readonly region: string }[]) => [
      ...new Set(parts.map(({ region }) => region)),
    ];
    const alerting = regionsOf(plan.topics).map((region) => new AlertingStack(this, { plan, region, bundler }));
    const probes = regionsOf(functionsIn(plan.functions, 'probes')).map(
      (region) => new ProbeStack(this, { plan, region, bundler }),
    );
    const data = functionsIn(plan.functions, 'data').length > 0 ? [new DataStack(this, { plan, bundler })] : [];
    const alarms = regionsOf(plan.alarms).flatMap((region) => alarmStacks(this, plan, region));
    for (const stack of alarms) {
      // An alarm needs its topic, and a heartbeat alarm that is older than its job would cry wolf.
      for (const earlier of [...alerting, ...probes, ...data]) stack.addStackDependency(earlier);
    }
    const maintenance = new MaintenanceStack(this, { plan, nowMs });
    // A rule names alarms that have to be there.
    for (const stack of alarms) if (stack.region === plan.region) maintenance.addStackDependency(stack);
    dashboardStacks(this, plan);
  }
}
