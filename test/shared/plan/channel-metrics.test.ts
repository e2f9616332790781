import { describe, expect, it } from 'vitest';
import {
  channelFailedData,
  channelFailedMetric,
  channelTestData,
  planChannelMetrics,
} from '../../../shared/plan/channel-metrics.ts';

const namespace = 'Watchkeeper/shop/prod';
const atMs = Date.parse('2026-01-13T13:02:00Z');

describe('channelFailedData()', () => {
  it.each([
    ['delivered', 0],
    ['rehearsed', 0],
    ['rejected', 1],
    ['gave-up', 1],
  ] as const)('makes of a delivery that was %s a %i, in the minute of the delivery', (result, value) => {
    expect(channelFailedData(namespace, { channel: 'ada/sms', atMs, result })).toEqual({
      metric: { namespace, name: 'ChannelFailed', dimensions: { Channel: 'ada/sms' } },
      unit: 'Count',
      timestampMs: atMs,
      value,
    });
  });
});

describe('channelTestData()', () => {
  it.each([
    ['passed', [0]],
    ['failed', [1]],
    ['skipped', []],
  ] as const)('makes of a test that %s: %j', (result, values) => {
    const data = channelTestData(namespace, { channel: 'chat', result, atMs });
    expect(data.map(({ value }) => value)).toEqual(values);
  });
});

describe('planChannelMetrics()', () => {
  it('lists what deliveries publish', () => {
    expect(planChannelMetrics(['chat'], namespace).map(({ metric }) => metric)).toEqual([
      channelFailedMetric(namespace, 'chat'),
    ]);
  });
});
