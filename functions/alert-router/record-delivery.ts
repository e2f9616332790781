import type { AlertMessage } from '../../shared/alerting/alert-message.ts';
import { cleanMessage } from '../../shared/channels/clean-message.ts';
import type { ChannelSpec } from '../../shared/channels/registry.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import type { DeliveredContent, DeliveryRecord } from '../../shared/model/delivery.ts';
import { nativeAddresses } from '../../shared/plan/plan-topics.ts';
import type { DeliveryEnd } from './deliver.ts';

interface Delivered {
  readonly channel: string;
  readonly spec: ChannelSpec;
  readonly message: AlertMessage;
  readonly content: ChannelContent;
  readonly end: DeliveryEnd;
  readonly atMs: number;
}

/** The record of one delivery: what the receiver sees, and how it ended. Secrets are references here, so none is in it. */
export function recordDelivery({ channel, spec, message, content, end, atMs }: Delivered): DeliveryRecord {
  const { alarmName, status, severity, headline, changedAtMs } = cleanMessage(message);
  return {
    id: `${alarmName}/${changedAtMs}/${channel}`,
    atMs,
    channel,
    kind: spec.kind,
    route: 'policy',
    alarmName,
    status,
    severity,
    headline,
    to: nativeAddresses(spec).map(({ address }) => address),
    content: showContent(content, spec.kind),
    ...end,
  };
}

function showContent(content: ChannelContent, kind: ChannelSpec['kind']): DeliveredContent {
  if (content.via === 'http') return { shape: kind === 'slack' ? 'slack' : 'webhook', body: content.body };
  const { subject, message } = content;
  return subject === undefined ? { shape: 'sms', text: message } : { shape: 'email', subject, text: message };
}
