import type { MetricDatum, MetricId, MetricUnit } from '../model/metric.ts';
import type { ProbeResult } from '../model/probe-result.ts';

interface EndpointMetric {
  readonly unit: MetricUnit;
  readonly meaning: string;
  /** The value that a result gives, or undefined where it says nothing. */
  readonly read: (result: ProbeResult) => number | undefined;
}

/** The metrics of one endpoint at one location: as few as its alarms and graphs need, because each is billed. */
export const endpointMetrics = {
  Down: {
    unit: 'Count',
    meaning: '1 where the endpoint was down, 0 where it answered; absent where the probe itself failed.',
    read: (result) => (result.outcome === 'unknown' ? undefined : result.outcome === 'down' ? 1 : 0),
  },
  Latency: {
    unit: 'Milliseconds',
    meaning: 'Time from the name lookup to the last byte; absent where no answer came.',
    read: (result) => (result.outcome === 'up' || result.outcome === 'degraded' ? result.phases.totalMs : undefined),
  },
  CertificateDaysLeft: {
    unit: 'Count',
    meaning: 'Days until the certificate expires; absent once it has expired, because the endpoint is down then.',
    read: (result) => {
      const daysLeft = result.certificate?.daysLeft;
      return daysLeft !== undefined && daysLeft > 0 ? daysLeft : undefined;
    },
  },
} as const satisfies Record<string, EndpointMetric>;

export type EndpointMetricName = keyof typeof endpointMetrics;

/** The identity of one endpoint metric. The location is always a dimension, so that a second one renames nothing. */
export function endpointMetric(
  namespace: string,
  name: EndpointMetricName,
  { endpoint, location }: { readonly endpoint: string; readonly location: string },
): MetricId {
  return { namespace, name, dimensions: { Endpoint: endpoint, Location: location } };
}

/** Where, when and what of a batch is published. */
export interface Publication {
  readonly namespace: string;
  /** Epoch milliseconds; every value is stamped with it. */
  readonly scheduledAtMs: number;
  /** Ids of the endpoints whose days left are published. */
  readonly certificates: readonly string[];
}

/** What a batch of results publishes. */
export function endpointData(
  results: readonly ProbeResult[],
  { namespace, scheduledAtMs, certificates }: Publication,
): readonly MetricDatum[] {
  const watched = new Set(certificates);
  return results.flatMap((result) =>
    (Object.keys(endpointMetrics) as EndpointMetricName[]).flatMap((name) => {
      const { unit, read } = endpointMetrics[name];
      const value = read(result);
      if (value === undefined || (name === 'CertificateDaysLeft' && !watched.has(result.endpoint))) return [];
      return [{ metric: endpointMetric(namespace, name, result), unit, timestampMs: scheduledAtMs, value }];
    }),
  );
}
