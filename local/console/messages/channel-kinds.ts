import type { DeliveryRecord } from '../../../shared/model/delivery.ts';

type Kind = DeliveryRecord['kind'];

/** Every kind of channel as people call it, in the order of the console. */
export const channelKindLabels = {
  email: 'Email',
  sms: 'SMS',
  slack: 'Slack',
  teams: 'Teams',
  pagerduty: 'PagerDuty',
  webhook: 'Webhook',
} as const satisfies Record<Kind, string>;

/** The same kinds as a list. */
export const channelKindOrder = Object.keys(channelKindLabels) as readonly Kind[];
