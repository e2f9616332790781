import type { DeliveryRecord } from '../model/delivery.ts';
import type { MetricDatum, MetricId, MetricUnit, PlannedMetric } from '../model/metric.ts';
import type { ChannelTestResult } from '../model/router-event.ts';

/** What the router publishes about each channel. */
export const channelMetrics = {
  ChannelFailed: {
    unit: 'Count',
    meaning: '1 where a delivery or a test of the channel failed for good, 0 where it worked; absent while it is idle.',
  },
} as const satisfies Readonly<Record<string, { readonly unit: MetricUnit; readonly meaning: string }>>;

/** The identity of a channel's metric. */
export function channelFailedMetric(namespace: string, channel: string): MetricId {
  return { namespace, name: 'ChannelFailed', dimensions: { Channel: channel } };
}

/** The metrics of the channels that alarms watch. */
export function planChannelMetrics(channels: readonly string[], namespace: string): readonly PlannedMetric[] {
  return channels.map((channel) => ({
    metric: channelFailedMetric(namespace, channel),
    ...channelMetrics.ChannelFailed,
  }));
}

/** What a delivery publishes, once it is known whether it worked. */
export function channelFailedData(
  namespace: string,
  { channel, atMs, result }: Pick<DeliveryRecord, 'channel' | 'atMs' | 'result'>,
): MetricDatum {
  return {
    metric: channelFailedMetric(namespace, channel),
    unit: channelMetrics.ChannelFailed.unit,
    timestampMs: atMs,
    value: result === 'rejected' || result === 'gave-up' ? 1 : 0,
  };
}

/** What the test of a channel publishes (epoch milliseconds); nothing where it was skipped. */
export function channelTestData(
  namespace: string,
  { channel, result, atMs }: Pick<ChannelTestResult, 'channel' | 'result'> & { readonly atMs: number },
): readonly MetricDatum[] {
  if (result === 'skipped') return [];
  return [channelFailedData(namespace, { channel, atMs, result: result === 'failed' ? 'rejected' : 'delivered' })];
}
