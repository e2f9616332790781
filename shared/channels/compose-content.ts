import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import { cleanMessage } from './clean-message.ts';
import { type ChannelSpec, channelKinds } from './registry.ts';

/**
 * What a channel says about an alert. The one way to compose: no channel sees a message that was not cleaned. `thread` is
 * what the vendor called the first message about the same incident (`SendOutcome`), where it has one.
 */
export function composeContent(message: AlertMessage, spec: ChannelSpec, thread?: string): ChannelContent {
  // The registry pairs each kind with its own spec, which a lookup by key cannot show to the compiler.
  return channelKinds[spec.kind].compose(cleanMessage(message), spec as never, thread);
}
