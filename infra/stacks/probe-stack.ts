import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { scopeOf } from '../../shared/plan/names.ts';
import type { Bundler } from '../bundle.ts';
import { scheduledFunction, scheduleGroup } from '../constructs/job-schedules.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { functionsIn } from '../kinds/registry.ts';
import { stackProps } from '../stack-props.ts';

interface ProbeStackProps {
  readonly plan: DeployablePlan;
  /** Where it probes from. */
  readonly region: string;
  readonly bundler: Bundler;
}

/** The functions that probe from one region, and the schedules that run them. */
export class ProbeStack extends Stack {
  constructor(scope: Construct, { plan, region, bundler }: ProbeStackProps) {
    const id = `probes-${region}`;
    const description = `Watchkeeper: probes of ${plan.service} (${plan.environment}) from ${region}`;
    super(scope, id, stackProps(plan, { id, region, description }));
    const group = scheduleGroup(this, scopeOf(plan));
    const local = functionsIn(plan.functions, 'probes').filter((planned) => planned.region === region);
    for (const planned of local) scheduledFunction(this, { plan, planned, bundler, group });
  }
}
