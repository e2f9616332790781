import type { ChannelNeeds } from './channel.ts';
import { type ChannelSpec, channelKinds } from './registry.ts';

/** What the router must be able to do for a channel, besides publishing to the channel's own topic. */
export function needsOfChannel(spec: ChannelSpec): ChannelNeeds {
  return channelKinds[spec.kind].needs(spec as never);
}
