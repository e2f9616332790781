import type { ChannelSpec } from '../../shared/channels/registry.ts';
import { nativeAddresses } from '../../shared/plan/plan-topics.ts';

/** How many addresses should be subscribed to the topic of each channel. */
export function countAddresses(channels: Readonly<Record<string, ChannelSpec>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(channels).map(([name, spec]) => [name, nativeAddresses(spec).length]));
}
