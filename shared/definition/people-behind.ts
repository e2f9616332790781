import type { Receiver } from '../model/policy.ts';
import type { DefinitionInput } from './definition-schema.ts';

/** Everybody whom a receiver may mean, sooner or later. */
export function peopleBehind(receiver: Receiver, { teams, rotations }: DefinitionInput): readonly string[] {
  if (receiver.kind === 'channel') return [];
  if (receiver.kind === 'person') return [receiver.person];
  if (receiver.kind === 'team') return teams?.[receiver.team]?.people ?? [];
  const rotation = rotations?.[receiver.rotation];
  if (rotation === undefined) return [];
  const layers = 'layers' in rotation ? Object.values(rotation.layers) : [rotation];
  const overriding = (rotation.overrides ?? []).map(({ person }) => person);
  return [...new Set([...layers.flatMap(({ people }) => people), ...overriding])];
}
