import type { PlannedFunction } from '../../shared/plan/plan.ts';
import { functionArn } from '../arns.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import type { Permission } from './allow.ts';

/** What Lambda does in the function's name to connect it to a VPC (the managed policy AWSLambdaVPCAccessExecutionRole). */
const networkInterfaceActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/** Lets Lambda connect a function to its network, and keeps the function's own code from doing the same. */
export function joinNetwork(plan: DeployablePlan, planned: PlannedFunction): readonly Permission[] {
  if (planned.network === undefined) return [];
  const onEverything = { actions: networkInterfaceActions, resources: ['*'] };
  return [
    {
      ...onEverything,
      wildcardReason:
        'Lambda makes interfaces whose ids nobody knows beforehand; the code itself is denied all of this.',
    },
    {
      ...onEverything,
      effect: 'deny',
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn(plan, planned) } },
    },
  ];
}
