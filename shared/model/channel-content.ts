import type { SecretRef } from './secret-ref.ts';

/** A POST that a channel asks for. Secrets are still references: sending, not composing, reads them. */
export interface HttpContent {
  readonly via: 'http';
  readonly url: string | SecretRef;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Signs the body with HMAC-SHA256 of this secret, as header `watchkeeper-signature`. */
  readonly signWith?: SecretRef;
  /** Sent as `authorization: Bearer <secret>`. */
  readonly bearer?: SecretRef;
  /** Members of the JSON body, by name, that are secrets: added to it when it is sent. */
  readonly bodySecrets?: Readonly<Record<string, SecretRef>>;
  /** How the answer tells what became of it; default: by its status alone. */
  readonly answer?: 'status' | 'slack' | 'teams';
}

/** A publication to the channel's own SNS topic, from where subscribers get it. */
export interface TopicContent {
  readonly via: 'topic';
  /** At most 99 printable ASCII characters (API_Publish, `Subject`: less than 100); absent for SMS. */
  readonly subject?: string;
  readonly message: string;
}

/** A text message straight to one number, for numbers that are secrets: no subscription holds them. */
export interface PhoneContent {
  readonly via: 'phone';
  readonly to: string | SecretRef;
  readonly message: string;
}

/** What a channel says about one alert, ready to be sent. */
export type ChannelContent = HttpContent | TopicContent | PhoneContent;
