import type { PlannedFunction } from '../../shared/plan/plan.ts';
import { parameterArn, secretArn } from '../arns.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import type { Permission } from './allow.ts';

/**
 * Lets a function read exactly the secrets that it names, in the home region, wherever it runs. Values are encrypted with the account's own keys for the two
 * services, whose policies let in whoever may read the value; a secret under another key needs `kms:Decrypt` on that key.
 */
export function readSecrets(plan: DeployablePlan, { secrets }: PlannedFunction): readonly Permission[] {
  const scope = `${plan.service}/${plan.environment}`;
  const inStore = secrets.filter(({ from }) => from !== 'secrets-manager');
  const inManager = secrets.filter(({ from }) => from === 'secrets-manager');
  return [
    {
      actions: ['ssm:GetParameter'],
      resources: inStore.map(({ secret }) => parameterArn(plan, plan.region, `/${scope}/${secret}`)),
    },
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: inManager.map(({ secret }) => secretArn(plan, plan.region, `${scope}/${secret}`)),
    },
  ];
}
