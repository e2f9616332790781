import type * as z from 'zod/mini';
import type { AlertMessage } from '../alerting/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';

/**
 * One kind of channel: what the user may write, and how a message looks there. A new kind is one such object in one file,
 * and one line in the registry.
 */
export interface ChannelKind<Kind extends string, Shape extends Readonly<Record<string, z.core.$ZodType>>> {
  readonly kind: Kind;
  readonly fields: Shape;
  /** True where SNS itself delivers, so that the channel can be a backstop. */
  readonly isNative: boolean;
  /** SNS protocol and addresses of the native subscriptions, for channels that SNS delivers. */
  subscriptions(
    spec: z.output<z.ZodMiniObject<Shape>>,
  ): readonly { readonly protocol: 'email' | 'sms'; readonly address: string }[];
  /** Pure. The message is clean (`composeContent` sees to it): one line per field, bounded, without credentials. */
  compose(message: AlertMessage, spec: z.output<z.ZodMiniObject<Shape>>): ChannelContent;
}
