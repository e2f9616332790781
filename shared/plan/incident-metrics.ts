import type { Incident } from '../model/incident.ts';
import type { MetricDatum, MetricId, MetricUnit, PlannedMetric } from '../model/metric.ts';
import { type Severity, severities } from '../model/severity.ts';

/** How well incidents go, by severity; and that somebody looks after them at all. */
export const incidentMetrics = {
  DetectionSeconds: {
    unit: 'Seconds',
    meaning: 'From the first bad datapoint of an alarm until the alarm went on; absent where nobody knows the first.',
  },
  AcknowledgeSeconds: {
    unit: 'Seconds',
    meaning: 'From the moment people were told until somebody acknowledged; absent for what nobody acknowledged.',
  },
  ResolveSeconds: {
    unit: 'Seconds',
    meaning: 'From the moment the alarm went on until it was over for good, the recovery time left out.',
  },
  FalseAlarm: {
    unit: 'Count',
    meaning: '1 where somebody called an incident a false alarm, 0 for any other that ended.',
  },
} as const satisfies Readonly<Record<string, { readonly unit: MetricUnit; readonly meaning: string }>>;

export type IncidentMetricName = keyof typeof incidentMetrics;

/** The identity of one metric about the incidents of a severity. */
function incidentMetric(namespace: string, name: IncidentMetricName, severity: Severity): MetricId {
  return { namespace, name, dimensions: { Severity: severity } };
}

/** What the router publishes about itself. */
const routerMetrics = {
  RouterSweep: { unit: 'Count', meaning: '1 for each sweep: the router looked for incidents that wait for something.' },
} as const satisfies Readonly<Record<string, { readonly unit: MetricUnit; readonly meaning: string }>>;

/** The identity of the router's heartbeat; there is one router per environment, and the namespace names that. */
export function routerSweepMetric(namespace: string): MetricId {
  return { namespace, name: 'RouterSweep', dimensions: {} };
}

/** Every metric of incidents and of the router. */
export function planIncidentMetrics(namespace: string): readonly PlannedMetric[] {
  const names = Object.keys(incidentMetrics) as IncidentMetricName[];
  return [
    ...severities.flatMap((severity) =>
      names.map((name) => ({ metric: incidentMetric(namespace, name, severity), ...incidentMetrics[name] })),
    ),
    { metric: routerSweepMetric(namespace), ...routerMetrics.RouterSweep },
  ];
}

/** What the heartbeat of a sweep publishes. */
export function routerSweepData(namespace: string, timestampMs: number): readonly MetricDatum[] {
  return [{ metric: routerSweepMetric(namespace), unit: routerMetrics.RouterSweep.unit, timestampMs, value: 1 }];
}

/** What an acknowledgement publishes; nothing for an incident that nobody was told of or that nobody acknowledged. */
export function acknowledgedData(namespace: string, incident: Incident): readonly MetricDatum[] {
  const { severity, announcedAtMs, acknowledged } = incident;
  if (announcedAtMs === undefined || acknowledged === undefined) return [];
  const { atMs } = acknowledged;
  return [datum('AcknowledgeSeconds', seconds(announcedAtMs, atMs), { namespace, severity, timestampMs: atMs })];
}

/** What the end of an incident publishes; nothing for one that nobody was told of: planned work is no outage. */
export function resolvedData(namespace: string, incident: Incident): readonly MetricDatum[] {
  const { severity, announcedAtMs, openedAtMs, beganAtMs, resolved } = incident;
  if (announcedAtMs === undefined || resolved === undefined) return [];
  const of = { namespace, severity, timestampMs: resolved.atMs };
  return [
    ...(beganAtMs === undefined ? [] : [datum('DetectionSeconds', seconds(beganAtMs, openedAtMs), of)]),
    datum('ResolveSeconds', seconds(openedAtMs, resolved.okSinceMs), of),
    datum('FalseAlarm', resolved.falseAlarm === true ? 1 : 0, of),
  ];
}

/** Never negative: the moments come from clocks that differ by a little. */
const seconds = (fromMs: number, toMs: number): number => Math.max(0, (toMs - fromMs) / 1_000);

function datum(
  name: IncidentMetricName,
  value: number,
  {
    namespace,
    severity,
    timestampMs,
  }: { readonly namespace: string; readonly severity: Severity; readonly timestampMs: number },
): MetricDatum {
  return { metric: incidentMetric(namespace, name, severity), unit: incidentMetrics[name].unit, timestampMs, value };
}
