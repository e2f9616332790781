import type { StackProps } from 'aws-cdk-lib';
import { scopeOf } from '../shared/plan/names.ts';
import type { DeployablePlan } from './deployable-plan.ts';

/** What every stack of an environment has in common: where it goes, its stable name `<service>-<environment>-<id>`, its tags. */
export function stackProps(
  plan: DeployablePlan,
  { id, region, description }: { readonly id: string; readonly region: string; readonly description: string },
): StackProps {
  const { service, environment, account } = plan;
  return {
    stackName: `${scopeOf(plan)}-${id}`,
    description,
    env: { account, region },
    // CloudFormation passes these on to every resource that can be tagged, without a byte in the template.
    tags: { service, environment },
    // The CLI deletes a stack that has become empty; a resource of CDK's own about itself would keep it alive.
    analyticsReporting: false,
    // Indentation counts towards the size limit of a template.
    suppressTemplateIndentation: true,
  };
}
