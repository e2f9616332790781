import type { ChannelKindName, ChannelSpec } from '../../shared/channels/registry.ts';

/** One channel of each kind. */
export const sampleSpecs = {
  email: { kind: 'email', to: ['oncall@shop.example'] },
  sms: { kind: 'sms', to: ['+12025550101'] },
  slack: { kind: 'slack', webhook: { secret: 'slack/engineering' } },
  webhook: { kind: 'webhook', url: 'https://status.shop.example/hook', signingSecret: { secret: 'hook/signing' } },
  pagerduty: { kind: 'pagerduty', routingKey: { secret: 'pagerduty/shop' } },
  teams: { kind: 'teams', webhook: { secret: 'teams/engineering' } },
} as const satisfies { readonly [Kind in ChannelKindName]: Extract<ChannelSpec, { readonly kind: Kind }> };

/** Every form that a channel may have: each kind, and the other forms of those that have several. */
export const sampleForms = {
  ...sampleSpecs,
  'sms to a secret number': { kind: 'sms', to: [{ secret: 'phones/ada' }] },
  'slack by a bot': { kind: 'slack', token: { secret: 'slack/bot' }, channel: 'C012ABCDEF' },
  'pagerduty in the EU': { kind: 'pagerduty', routingKey: { secret: 'pagerduty/shop' }, region: 'eu' },
} as const satisfies Readonly<Record<string, ChannelSpec>>;
