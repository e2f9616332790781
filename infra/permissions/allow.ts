import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** One thing that a role may do. */
export interface Permission {
  readonly actions: readonly string[];
  /** Nothing is granted where there are none. */
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why a resource holds a `*`; without it, the AwsSolutions rules refuse the template. */
  readonly wildcardReason?: string;
}

/** Gives a role its permissions, each wildcard with its reason. */
export function allow(role: Role, permissions: readonly Permission[]): void {
  for (const { actions, resources, conditions, wildcardReason } of permissions) {
    if (resources.length === 0) continue;
    role.addToPolicy(
      new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions ? { conditions } : {}) }),
    );
    if (wildcardReason === undefined) continue;
    for (const resource of resources) {
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason: wildcardReason });
    }
  }
}
