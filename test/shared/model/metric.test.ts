import { expect, it } from 'vitest';
import { metricKey } from '../../../shared/model/metric.ts';

const metric = {
  namespace: 'Watchkeeper/shop/prod',
  name: 'Down',
  dimensions: { Endpoint: 'web', Location: 'eu-central-1' },
};

it('metricKey() is equal for equal metrics, whatever the order of their dimensions', () => {
  expect(metricKey({ ...metric, dimensions: { Location: 'eu-central-1', Endpoint: 'web' } })).toBe(metricKey(metric));
});

it.each([
  ['namespace', { namespace: 'Watchkeeper/shop/staging' }],
  ['name', { name: 'Latency' }],
  ['dimensions', { dimensions: { Endpoint: 'web' } }],
])('metricKey() differs with the %s', (_, change) => {
  expect(metricKey({ ...metric, ...change })).not.toBe(metricKey(metric));
});
