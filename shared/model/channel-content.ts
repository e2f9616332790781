import type { SecretRef } from './secret-ref.ts';

/** A POST that a channel asks for. Secrets are still references: sending, not composing, reads them. */
export interface HttpContent {
  readonly via: 'http';
  readonly url: string | SecretRef;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Signs the body with HMAC-SHA256 of this secret, as header `watchkeeper-signature`. */
  readonly signWith?: SecretRef;
}

/** A publication to the channel's own SNS topic, from where subscribers get it. */
export interface TopicContent {
  readonly via: 'topic';
  /** At most 99 printable ASCII characters (API_Publish, `Subject`: less than 100); absent for SMS. */
  readonly subject?: string;
  readonly message: string;
}

/** What a channel says about one alert, ready to be sent. */
export type ChannelContent = HttpContent | TopicContent;
