import { channelKinds } from '../channels/registry.ts';
import type { Receiver } from '../model/policy.ts';
import type { DefinitionInput } from './definition-schema.ts';

/** Whether a receiver rings for somebody. A channel that nobody knows is a mistake of its own, and none of this. */
export function ringsForSomebody(receiver: Receiver, { channels }: Pick<DefinitionInput, 'channels'>): boolean {
  if (receiver.kind !== 'channel') return true;
  const channel = Object.hasOwn(channels, receiver.channel) ? channels[receiver.channel] : undefined;
  return channel === undefined || channelKinds[channel.kind].endsWithPerson;
}
