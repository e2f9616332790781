import { locateSecret, type SecretStore } from '../../shared/plan/names.ts';
import type { PlannedFunction } from '../../shared/plan/plan.ts';
import { parameterArn, secretArn } from '../arns.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import type { Permission } from './allow.ts';

/**
 * Lets a function read exactly the secrets that it names, in the home region, wherever it runs. Values are encrypted with the account's own keys for the two
 * services, whose policies let in whoever may read the value; a secret under another key needs `kms:Decrypt` on that key.
 */
export function readSecrets(plan: DeployablePlan, { secrets }: PlannedFunction): readonly Permission[] {
  const located = secrets.map((ref) => locateSecret(plan, ref));
  const namesIn = (wanted: SecretStore) => located.filter(({ store }) => store === wanted).map(({ name }) => name);
  return [
    {
      actions: ['ssm:GetParameter'],
      resources: namesIn('parameter-store').map((name) => parameterArn(plan, plan.region, name)),
    },
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: namesIn('secrets-manager').map((name) => secretArn(plan, plan.region, name)),
    },
  ];
}
