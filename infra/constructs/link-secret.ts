import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { actionLinkSecret, locateSecret } from '../../shared/plan/names.ts';
import type { DeployablePlan } from '../deployable-plan.ts';

/** The secret that signs acknowledge links, made by AWS: nobody has to think of it, and nobody has to know it. */
export function linkSecret(scope: Construct, plan: DeployablePlan): Secret {
  const secret = new Secret(scope, 'LinkSecret', {
    secretName: locateSecret(plan, actionLinkSecret).name,
    description: `Signs the acknowledge links of ${plan.service} in ${plan.environment}`,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    // Without the functions that read it, it signs nothing.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'A rotation breaks every link that was sent and not used yet, in the middle of an outage. Links expire by themselves, and docs/operations.md says how to replace it after a leak.',
  });
  return secret;
}
