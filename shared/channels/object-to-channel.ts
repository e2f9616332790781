import type { ChannelKind, SpecObjection } from './channel.ts';
import { type ChannelSpec, channelKinds } from './registry.ts';

/** What contradicts itself in a channel whose fields are each well formed; undefined where nothing does. */
export function objectToChannel(spec: ChannelSpec): SpecObjection | undefined {
  const kind: Pick<ChannelKind<string, never>, 'object'> = channelKinds[spec.kind] as never;
  return kind.object?.(spec as never);
}
