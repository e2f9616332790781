import { objectToChannel } from '../channels/object-to-channel.ts';
import { type ChannelSpec, channelKinds } from '../channels/registry.ts';
import { isSecretRef } from '../model/secret-ref.ts';
import { checkReference } from './check-reference.ts';
import { checkRepeats } from './check-repeats.ts';
import type { ChannelInput, DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { KnownNames } from './sound-part.ts';

/** The numbers or addresses of a channel that are secrets. */
const hiddenAddresses = (channel: ChannelInput): readonly unknown[] =>
  'to' in channel && Array.isArray(channel.to) ? (channel.to as readonly unknown[]).filter(isSecretRef) : [];

/** What a kind of channel itself objects to. */
function checkChannel(name: string, channel: ChannelInput): readonly Problem[] {
  const objection = objectToChannel(channel as ChannelSpec);
  return objection === undefined ? [] : [{ path: `channels.${name}`, ...objection }];
}

function checkBackstopChannel(name: string, path: string, place: Place): readonly Problem[] {
  const { definition, known } = place;
  const channel = Object.hasOwn(definition.channels, name) ? definition.channels[name] : undefined;
  if (channel === undefined) return checkReference(name, { path, section: 'channels', known });
  if (!channelKinds[channel.kind].isNative) {
    const hint = 'the backstop works without our code: name an email or sms channel';
    return [{ path, message: `"${name}" is a ${channel.kind} channel`, hint }];
  }
  if (hiddenAddresses(channel).length === 0) return [];
  const hint = 'the backstop works without our code, which alone reads secrets: write the number';
  return [{ path, message: `the number of "${name}" is a secret`, hint }];
}

interface Place {
  readonly definition: DefinitionInput;
  readonly known: KnownNames;
}

/** What contradicts itself in the channels and the backstop of a definition. */
export function checkChannels(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const { backstop, channels } = definition;
  const nobody = {
    path: 'backstop',
    message: 'nobody is told when our own functions fail',
    hint: 'name an email or sms channel',
  };
  return [
    ...(backstop.length === 0 ? [nobody] : []),
    ...backstop.flatMap((name, index) => checkBackstopChannel(name, `backstop.${index}`, { definition, known })),
    ...checkRepeats('backstop', backstop),
    ...Object.entries(channels).flatMap(([name, channel]) => checkChannel(name, channel)),
  ];
}
