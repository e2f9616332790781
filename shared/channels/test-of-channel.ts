import type { ChannelTest } from './channel.ts';
import { type ChannelSpec, channelKinds } from './registry.ts';

/** How a channel is tested. */
export function testOfChannel(spec: ChannelSpec): ChannelTest {
  return channelKinds[spec.kind].test(spec as never);
}
