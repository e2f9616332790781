import { Stack } from 'aws-cdk-lib';
import { CfnAlarm, type CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { PlannedAlarm } from '../../shared/model/alarm.ts';
import { topicArn } from '../arns.ts';
import { type DeployablePlan, partOf } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { renderAlarm } from '../render-alarm.ts';
import { stackProps } from '../stack-props.ts';
import { spreadStacks } from './spread-stacks.ts';

interface AlarmStackProps {
  readonly plan: DeployablePlan;
  readonly region: string;
  readonly number: number;
  readonly alarms: readonly PlannedAlarm[];
}

function renderIn(plan: DeployablePlan, alarm: PlannedAlarm): CfnAlarmProps {
  return renderAlarm(alarm, topicArn(plan, partOf(plan.topics, alarm.topic)));
}

/** One share of the alarms of a region. */
export class AlarmStack extends Stack {
  constructor(scope: Construct, { plan, region, number, alarms }: AlarmStackProps) {
    const id = `alarms-${region}-${number}`;
    const description = `Watchkeeper: alarms of ${plan.service} (${plan.environment}) in ${region}, part ${number}`;
    super(scope, id, stackProps(plan, { id, region, description }));
    for (const alarm of alarms) new CfnAlarm(this, logicalId(alarm.id), renderIn(plan, alarm));
  }
}

/** All alarms of a region. */
export function alarmStacks(scope: Construct, plan: DeployablePlan, region: string): readonly Stack[] {
  const planned = plan.alarms.filter((alarm) => alarm.region === region);
  return spreadStacks(planned, {
    render: (alarm) => renderIn(plan, alarm),
    createStack: (number, alarms) => new AlarmStack(scope, { plan, region, number, alarms }),
  });
}
