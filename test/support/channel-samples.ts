import type { ChannelKindName, ChannelSpec } from '../../shared/channels/registry.ts';

/** One channel of each kind. */
export const sampleSpecs = {
  email: { kind: 'email', to: ['oncall@shop.example'] },
  sms: { kind: 'sms', to: ['+12025550101'] },
  slack: { kind: 'slack', webhook: { secret: 'slack/engineering' } },
  webhook: { kind: 'webhook', url: 'https://status.shop.example/hook', signingSecret: { secret: 'hook/signing' } },
} as const satisfies { readonly [Kind in ChannelKindName]: Extract<ChannelSpec, { readonly kind: Kind }> };
