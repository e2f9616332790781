import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { scopeOf } from '../../shared/plan/names.ts';
import type { Bundler } from '../bundle.ts';
import { scheduledFunction, scheduleGroup } from '../constructs/job-schedules.ts';
import { reportBucket } from '../constructs/report-bucket.ts';
import { reportSchedule } from '../constructs/report-schedule.ts';
import { stateTable } from '../constructs/state-table.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { functionsIn } from '../kinds/registry.ts';
import { stackProps } from '../stack-props.ts';

interface DataStackProps {
  readonly plan: DeployablePlan;
  readonly bundler: Bundler;
}

/**
 * What reads databases and business numbers and what reports on them, with what it remembers and keeps, in the home region.
 * Apart from the probes, because a subnet that is gone or full must not keep those from being deployed.
 */
export class DataStack extends Stack {
  constructor(scope: Construct, { plan, bundler }: DataStackProps) {
    const { service, environment, region } = plan;
    const id = `data-${region}`;
    const description = `Watchkeeper: databases, business numbers and reports of ${service} (${environment})`;
    super(scope, id, stackProps(plan, { id, region, description }));
    // Roles name both by their ARN, so a run must be told here that they come first.
    const kept = [
      ...(plan.databases.length > 0 ? [stateTable(this, plan)] : []),
      ...(plan.reports.length > 0 ? [reportBucket(this, plan)] : []),
    ];
    const group = scheduleGroup(this, `${scopeOf(plan)}-data`);
    for (const planned of functionsIn(plan.functions, 'data')) {
      const reports = planned.kind === 'report' ? plan.reports : [];
      const [first] = reports;
      const payload = first === undefined ? {} : { payload: `'{"report":"${first.id}","send":false}'` };
      const target = scheduledFunction(this, { plan, planned, bundler, group, ...payload });
      target.watched.node.addDependency(...kept);
      for (const report of reports) reportSchedule(this, { report, timeZone: plan.timeZone }, target);
    }
  }
}
