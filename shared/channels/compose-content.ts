import type { AlertMessage } from '../alerting/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import { cleanMessage } from './clean-message.ts';
import { type ChannelSpec, channelKinds } from './registry.ts';

/** What a channel says about an alert. The one way to compose: no channel sees a message that was not cleaned. */
export function composeContent(message: AlertMessage, spec: ChannelSpec): ChannelContent {
  // The registry pairs each kind with its own spec, which a lookup by key cannot show to the compiler.
  return channelKinds[spec.kind].compose(cleanMessage(message), spec as never);
}
