import type { KpiSpec } from '../model/kpi.ts';
import type { MetricId, PlannedMetric } from '../model/metric.ts';

/** What KPIs and refreshes publish. */
export const kpiMetrics = {
  KpiValue: {
    unit: 'None',
    meaning:
      'The number, in the unit of the KPI (an age in seconds); absent where a run had none. With a label: that row alone.',
  },
  KpiBreach: {
    unit: 'Count',
    meaning: '1 where the condition of the alert held, 0 where it did not; absent where it could not be judged.',
  },
  RefreshFailed: { unit: 'Count', meaning: '1 where the refresh ended in an error, 0 where it completed.' },
} as const;

/** The identity of a KPI's value, or of one of its labelled rows. */
export function kpiValueMetric(namespace: string, kpi: string, label?: string): MetricId {
  return { namespace, name: 'KpiValue', dimensions: label === undefined ? { Kpi: kpi } : { Kpi: kpi, Label: label } };
}

/** The identity of the verdicts of one alert. */
export function kpiBreachMetric(
  namespace: string,
  { kpi, alert }: { readonly kpi: string; readonly alert: string },
): MetricId {
  return { namespace, name: 'KpiBreach', dimensions: { Kpi: kpi, Alert: alert } };
}

/** The identity of a refresh's metric. */
export function refreshMetric(namespace: string, refresh: string): MetricId {
  return { namespace, name: 'RefreshFailed', dimensions: { Refresh: refresh } };
}

/** Metrics of one KPI: its value, its labelled rows, and one per alert. */
export function planKpiMetrics({ id, labels, alerts }: KpiSpec, namespace: string): readonly PlannedMetric[] {
  return [
    { metric: kpiValueMetric(namespace, id), ...kpiMetrics.KpiValue },
    ...labels.map((label) => ({ metric: kpiValueMetric(namespace, id, label), ...kpiMetrics.KpiValue })),
    ...alerts.map(({ name }) => ({
      metric: kpiBreachMetric(namespace, { kpi: id, alert: name }),
      ...kpiMetrics.KpiBreach,
    })),
  ];
}

/** The metric of one refresh. */
export function planRefreshMetric(id: string, namespace: string): PlannedMetric {
  return { metric: refreshMetric(namespace, id), ...kpiMetrics.RefreshFailed };
}
