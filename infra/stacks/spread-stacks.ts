import { type Stack, Validations } from 'aws-cdk-lib';
import { spread } from '../spread.ts';
import { templateLoad } from '../template-load.ts';

/** Above this load of a single stack, an earlier plan may well have needed two. */
const mayHaveBeenMore = 0.5;

interface SpreadStacksProps<T> {
  /** What is rendered for an item; decides how much of a template it fills. */
  readonly render: (item: T) => object;
  /** Makes the stack that holds these items; stacks are numbered from 1. */
  readonly createStack: (number: number, items: readonly T[]) => Stack;
}

/**
 * Spreads resources over as many stacks as hold them (see `spread`). Alarms and dashboards have names that are unique in
 * account and region, so wherever one moves, its old copy has to go before the new one is created:
 * - more than before: some move to the new last stack and to no other, so each stack waits for the older ones;
 * - fewer: those of a stack that is no longer needed move back. That stack is kept, empty, for the CLI to delete, and the
 *   others wait for it. This covers one stack at a time; docs/operations.md says what to do about more.
 */
export function spreadStacks<T extends { readonly id: string }>(
  items: readonly T[],
  { render, createStack }: SpreadStacksProps<T>,
): readonly Stack[] {
  const loadOf = (item: T) => templateLoad(render(item));
  const shares = spread(items, loadOf);
  const stacks = shares.map((share, index) => createStack(index + 1, share));
  stacks.forEach((stack, index) => {
    for (const older of stacks.slice(0, index)) stack.addStackDependency(older);
  });
  const load = items.reduce((sum, item) => sum + loadOf(item), 0);
  if (load <= mayHaveBeenMore) return stacks;
  const leftover = createStack(stacks.length + 1, []);
  Validations.of(leftover).acknowledge({
    id: 'CloudFormation-Validate::F0001',
    reason: 'Empty on purpose: the CDK CLI deletes what an earlier, larger plan left here.',
  });
  for (const stack of stacks) stack.addStackDependency(leftover);
  return [leftover, ...stacks];
}
