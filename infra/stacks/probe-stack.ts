import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundler } from '../bundle.ts';
import { jobSchedule, scheduleGroup, schedulerRole } from '../constructs/job-schedules.ts';
import { WatchedFunction } from '../constructs/watched-function.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { stackProps } from '../stack-props.ts';

interface ProbeStackProps {
  readonly plan: DeployablePlan;
  /** Where it probes from. */
  readonly region: string;
  readonly bundler: Bundler;
}

/** The functions that have jobs in one region, and the schedules that run them. */
export class ProbeStack extends Stack {
  constructor(scope: Construct, { plan, region, bundler }: ProbeStackProps) {
    const id = `probes-${region}`;
    const description = `Watchkeeper: probes of ${plan.service} (${plan.environment}) from ${region}`;
    super(scope, id, stackProps(plan, { id, region, description }));
    const group = scheduleGroup(this, plan);
    for (const planned of plan.functions.filter((one) => one.region === region)) {
      const jobs = plan.jobs.filter((job) => job.function === planned.id);
      if (jobs.length === 0) continue;
      const watched = new WatchedFunction(this, { plan, planned, bundler });
      const role = schedulerRole(this, plan, watched);
      for (const job of jobs) jobSchedule(this, { job, group, role, watched });
      new CfnOutput(this, logicalId(`invoke/${planned.id}`), {
        description: `Runs ${planned.id} by hand`,
        value: `aws lambda invoke --region ${region} --function-name ${planned.name} --cli-binary-format raw-in-base64-out --payload {} /dev/stdout`,
      });
    }
  }
}
