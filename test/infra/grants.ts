import { ofType, type Resource, type SynthesisedStack } from './synthesise.ts';

/** One statement of a role's policy. */
export interface Grant {
  readonly stack: string;
  /** Name of the function; absent for the roles of schedules. */
  readonly who: string | undefined;
  readonly effect: string;
  readonly actions: readonly string[];
  /** What it is on; for a grant on everything but something, that, with a `not` in front. */
  readonly resources: readonly string[];
  readonly condition: unknown;
}

type Loose = Resource['Properties'];

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

function functionOf({ stack, Properties }: Resource, stacks: readonly SynthesisedStack[]): string | undefined {
  const role = Properties.Roles[0].Ref;
  return ofType(stacks, 'AWS::Lambda::Function').find(
    (fn) => fn.stack === stack && fn.Properties.Role['Fn::GetAtt'][0] === role,
  )?.Properties.FunctionName;
}

function statementsOf(policy: Resource, stacks: readonly SynthesisedStack[]): readonly Grant[] {
  const { stack, Properties } = policy;
  const who = functionOf(policy, stacks);
  return Properties.PolicyDocument.Statement.map(({ Effect, Action, Resource: on, NotResource, Condition }: Loose) => ({
    stack,
    who,
    effect: Effect,
    actions: listOf(Action),
    resources: [
      ...listOf(on ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
      ...listOf(NotResource ?? []).map((one) => `not ${one}`),
    ],
    condition: Condition,
  }));
}

/** Every statement of every role. */
export function listStatements(stacks: readonly SynthesisedStack[]): readonly Grant[] {
  return ofType(stacks, 'AWS::IAM::Policy').flatMap((policy) => statementsOf(policy, stacks));
}

/** The statements that allow an action. */
export function grantsFor(stacks: readonly SynthesisedStack[], action: string): readonly Grant[] {
  return listStatements(stacks).filter(({ effect, actions }) => effect === 'Allow' && actions.includes(action));
}

/** Pairs of who and on what, without the scope of names and ARNs. */
export function whoMay(stacks: readonly SynthesisedStack[], action: string): readonly string[] {
  return grantsFor(stacks, action)
    .flatMap(({ who, resources }) => resources.map((resource) => `${who} ${resource}`.replaceAll('shop-prod-', '')))
    .toSorted();
}
