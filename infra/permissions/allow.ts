import { Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** On what: resources (nothing is said where there are none), or everything but some. */
type Extent =
  | { readonly resources: readonly string[]; readonly notResources?: never }
  | { readonly notResources: readonly string[]; readonly resources?: never };

/** One thing that a role may do, or must never do. */
export type Permission = Extent & {
  /** Default `allow`. */
  readonly effect?: 'allow' | 'deny';
  readonly actions: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why a resource holds a `*`; without it, the AwsSolutions rules refuse the template. */
  readonly wildcardReason?: string;
};

/** Gives a role its permissions, each wildcard with its reason. */
export function allow(role: Role, permissions: readonly Permission[]): void {
  for (const { effect = 'allow', actions, resources, notResources, conditions, wildcardReason } of permissions) {
    if (resources?.length === 0) continue;
    role.addToPolicy(
      new PolicyStatement({
        effect: effect === 'allow' ? Effect.ALLOW : Effect.DENY,
        actions: [...actions],
        ...(resources === undefined ? { notResources: [...notResources] } : { resources: [...resources] }),
        ...(conditions ? { conditions } : {}),
      }),
    );
    if (wildcardReason === undefined) continue;
    for (const resource of resources ?? []) {
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason: wildcardReason });
    }
  }
}
