import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnDashboard, type CfnDashboardProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { dashboardConsoleUrl } from '../../shared/cloudwatch/console-links.ts';
import type { PlannedDashboard } from '../../shared/plan/plan.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { stackProps } from '../stack-props.ts';
import { spreadStacks } from './spread-stacks.ts';

interface DashboardStackProps {
  readonly plan: DeployablePlan;
  readonly number: number;
  readonly dashboards: readonly PlannedDashboard[];
}

function render({ name, body }: PlannedDashboard): CfnDashboardProps {
  return { dashboardName: name, dashboardBody: JSON.stringify(body) };
}

/** One share of the dashboards, word for word as the plan has them. */
export class DashboardStack extends Stack {
  constructor(scope: Construct, { plan, number, dashboards }: DashboardStackProps) {
    const { service, environment, region } = plan;
    const id = `dashboards-${number}`;
    const description = `Watchkeeper: dashboards of ${service} (${environment}), part ${number}`;
    super(scope, id, stackProps(plan, { id, region, description }));
    for (const dashboard of dashboards) {
      new CfnDashboard(this, logicalId(dashboard.id), render(dashboard));
      new CfnOutput(this, logicalId(`link/${dashboard.id}`), {
        description: dashboard.title,
        value: dashboardConsoleUrl(region, dashboard.name),
      });
    }
  }
}

/** All dashboards of the environment, in its home region. */
export function dashboardStacks(scope: Construct, plan: DeployablePlan): readonly Stack[] {
  if (plan.dashboards.length === 0) return [];
  return spreadStacks(plan.dashboards, {
    render,
    createStack: (number, dashboards) => new DashboardStack(scope, { plan, number, dashboards }),
  });
}
