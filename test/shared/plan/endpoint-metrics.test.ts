import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import { endpointData } from '../../../shared/plan/endpoint-metrics.ts';

const result = (change: Partial<ProbeResult>): ProbeResult => ({
  endpoint: 'web',
  kind: 'http',
  location: 'eu-central-1',
  target: 'https://shop.example/',
  outcome: 'up',
  reason: 'Up',
  checks: [],
  phases: { totalMs: 34 },
  errorBoundMs: 0,
  attempts: 1,
  startedAtMs: 0,
  ...change,
});

const certificate = { subject: 'shop.example', issuer: 'CA', validFrom: '', validTo: '' };

const publication = { namespace: 'N', scheduledAtMs: 60_000, certificates: ['web'] };

const names = (change: Partial<ProbeResult>) =>
  Object.fromEntries(endpointData([result(change)], publication).map(({ metric, value }) => [metric.name, value]));

describe('endpointData()', () => {
  it.each<readonly [string, Partial<ProbeResult>, Readonly<Record<string, number>>]>([
    ['an endpoint that is up', {}, { Down: 0, Latency: 34 }],
    ['one that is degraded', { outcome: 'degraded' }, { Down: 0, Latency: 34 }],
    ['one that is down: no latency', { outcome: 'down' }, { Down: 1 }],
    ['one that could not be judged: nothing', { outcome: 'unknown' }, {}],
    [
      'one with a certificate',
      { certificate: { ...certificate, daysLeft: 12.5 } },
      { Down: 0, Latency: 34, CertificateDaysLeft: 12.5 },
    ],
    [
      'one whose certificate has expired',
      { outcome: 'down', certificate: { ...certificate, daysLeft: -2 } },
      { Down: 1 },
    ],
  ])('publishes of %s', (_, change, expected) => {
    expect(names(change)).toEqual(expected);
  });

  it('publishes days left only of the endpoints that are watched for it', () => {
    const data = endpointData([result({ certificate: { ...certificate, daysLeft: 5 } })], {
      ...publication,
      certificates: [],
    });
    expect(data.map(({ metric }) => metric.name)).toEqual(['Down', 'Latency']);
  });

  it('stamps every value with the scheduled time', () => {
    expect(endpointData([result({})], publication).map(({ timestampMs }) => timestampMs)).toEqual([60_000, 60_000]);
  });
});
