import type * as z from 'zod/mini';
import { email } from './email.ts';
import { pagerduty } from './pagerduty.ts';
import { slack } from './slack.ts';
import { sms } from './sms.ts';
import { teams } from './teams.ts';
import { webhook } from './webhook.ts';

/** Every kind of channel there is. Types, checks, documentation and permissions are derived from this list. */
export const channelKinds = { email, sms, slack, webhook, pagerduty, teams } as const;

export type ChannelKindName = keyof typeof channelKinds;

/** A channel of any kind, as plain data. */
export type ChannelSpec = {
  [K in ChannelKindName]: { readonly kind: K } & z.output<z.ZodMiniObject<(typeof channelKinds)[K]['fields']>>;
}[ChannelKindName];
