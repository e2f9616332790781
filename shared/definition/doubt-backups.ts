import type { Policy, Receiver } from '../model/policy.ts';
import type { Rotation, RotationLayer } from '../model/rotation.ts';
import type { CriticalAlert } from './critical-alerts.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { resolveRotations } from './resolve-people.ts';
import { ringsForSomebody } from './rings-for-somebody.ts';

/** A layer whose rotation has no backup while it decides. */
interface Alone {
  readonly rotation: Rotation;
  readonly layer: RotationLayer;
}

function findAlone(receiver: Receiver, rotations: readonly Rotation[]): Alone | undefined {
  if (receiver.kind !== 'on-call' || receiver.role !== 'backup') return undefined;
  const rotation = rotations.find(({ id }) => id === receiver.rotation);
  const layer = rotation?.layers.find(({ people, backupOffset }) => new Set(people).size < 2 || backupOffset === 0);
  return rotation === undefined || layer === undefined ? undefined : { rotation, layer };
}

function describeAlone({ rotation: { id, layers }, layer }: Alone): string {
  const where = layers.length === 1 ? `rotation "${id}"` : `layer "${layer.name}" of rotation "${id}"`;
  return layer.backupOffset === 0 && layer.people.length > 1
    ? `${where} has none (backup: 0)`
    : `${where} has one person, and a backup comes from the same layer`;
}

/** Nobody is woken by a step: all whom it would ring for are such backups, and no later step rings for anybody. */
function doubtPolicy(
  { name, steps }: Policy,
  definition: DefinitionInput,
  rotations: readonly Rotation[],
): readonly Problem[] {
  const hint = 'add somebody to that layer, or a later step that tells somebody else';
  return steps.flatMap(({ notify }, index) => {
    const ringing = steps
      .slice(index)
      .flatMap((step) => step.notify)
      .filter((receiver) => ringsForSomebody(receiver, definition));
    const [first, ...others] = ringing.map((receiver) => findAlone(receiver, rotations));
    const [receiver] = ringing;
    if (first === undefined || others.includes(undefined)) return [];
    if (receiver === undefined || !notify.includes(receiver)) return [];
    const message = `the backup of "${first.rotation.id}" may be nobody, and no later step tells anybody: ${describeAlone(first)}`;
    return [{ path: `policies.${name}.steps.${index}`, message, hint }];
  });
}

/**
 * Policies of critical alerts whose last call for help goes to a backup that some hours do not have: the step would pass
 * without a word.
 */
export function doubtBackups(definition: DefinitionInput, alerts: readonly CriticalAlert[]): readonly Problem[] {
  const policies = new Map(alerts.flatMap(({ policy }) => (policy === undefined ? [] : [[policy.name, policy]])));
  const rotations = resolveRotations(definition);
  return [...policies.values()].flatMap((policy) => doubtPolicy(policy, definition, rotations));
}
