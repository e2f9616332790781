import { cleanMessage } from '../../shared/channels/clean-message.ts';
import type { ChannelSpec } from '../../shared/channels/registry.ts';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import type { DeliveredContent, DeliveryRecord } from '../../shared/model/delivery.ts';
import { nativeAddresses } from '../../shared/plan/plan-topics.ts';
import type { DeliveryEnd } from './deliver.ts';

/** One delivery that has ended. */
export interface Delivered extends Pick<DeliveryRecord, 'incident' | 'tell'> {
  readonly channel: string;
  readonly spec: ChannelSpec;
  readonly message: AlertMessage;
  readonly content: ChannelContent;
  readonly end: DeliveryEnd;
  /** Epoch milliseconds of the end. */
  readonly atMs: number;
  /** Default: `policy`. */
  readonly route?: DeliveryRecord['route'];
}

/** The record of one delivery: what the receiver sees, and how it ended. Secrets are references here, so none is in it. */
export function recordDelivery(delivered: Delivered): DeliveryRecord {
  const { channel, spec, message, content, end, atMs, route = 'policy', incident, tell } = delivered;
  const { alarmName, status, severity, headline } = cleanMessage(message);
  const { result, attempts, problem } = end;
  return {
    id: `${incident ?? alarmName}/${tell ?? status}/${atMs}/${channel}`,
    atMs,
    channel,
    kind: spec.kind,
    route,
    alarmName,
    status,
    severity,
    headline,
    ...(incident === undefined ? {} : { incident }),
    ...(tell === undefined ? {} : { tell }),
    to: nativeAddresses(spec).map(({ address }) => address),
    content: showContent(content, spec.kind),
    result,
    attempts,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** How the program of a kind's receiver shows it. */
const shapes = {
  email: (text) => ({ shape: 'email', subject: '', text }),
  sms: (text) => ({ shape: 'sms', text }),
  slack: (body) => ({ shape: 'slack', body }),
  webhook: (body) => ({ shape: 'webhook', body }),
  pagerduty: (body) => ({ shape: 'pagerduty', body }),
  teams: (body) => ({ shape: 'teams', body }),
} as const satisfies Record<ChannelSpec['kind'], (text: string) => DeliveredContent>;

function showContent(content: ChannelContent, kind: ChannelSpec['kind']): DeliveredContent {
  if (content.via === 'http') return shapes[kind](content.body);
  if (content.via === 'topic' && content.subject !== undefined)
    return { shape: 'email', subject: content.subject, text: content.message };
  return shapes[kind](content.message);
}
