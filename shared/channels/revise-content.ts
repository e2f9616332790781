import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import type { ChannelKind } from './channel.ts';
import { cleanMessage } from './clean-message.ts';
import { type ChannelSpec, channelKinds } from './registry.ts';

/** What changes the first message of a thread to what is true now; undefined where the channel cannot change messages. */
export function reviseContent(message: AlertMessage, spec: ChannelSpec, thread: string): ChannelContent | undefined {
  const kind: Pick<ChannelKind<string, never>, 'revise'> = channelKinds[spec.kind] as never;
  return kind.revise?.(cleanMessage(message), spec as never, thread);
}
