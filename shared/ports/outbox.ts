import type { ChannelContent } from '../model/channel-content.ts';
import type { SendOutcome } from '../model/send-outcome.ts';

/** One composed message for one channel. */
export interface Parcel {
  /** Name of the channel in the definition. */
  readonly channel: string;
  readonly content: ChannelContent;
  /** How long the one attempt may take. */
  readonly timeoutMs: number;
}

/** Makes one attempt to send; retrying is its caller's. Never rejects. */
export interface Outbox {
  send(parcel: Parcel): Promise<SendOutcome>;
}
