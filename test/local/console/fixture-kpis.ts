import type { KpiView, ReportView } from '../../../local/api/types.ts';
import type { KpiSpec } from '../../../shared/model/kpi.ts';
import type { KpiResult, KpiVerdict } from '../../../shared/model/kpi-result.ts';
import type { MetricDatum } from '../../../shared/model/metric.ts';
import { kpiBreachMetric, kpiValueMetric } from '../../../shared/plan/kpi-metrics.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { NOW_MS, STARTED_AT_MS } from './fixture-results.ts';

const MINUTE_MS = 60_000;

const orders = { database: 'orders', every: '5m' } as const;

/** What the definition of the fixtures says about business numbers. */
export const kpiInput = {
  revenue: {
    ...orders,
    title: 'Revenue today',
    description: 'What customers have paid since midnight, refunds taken off.',
    unit: 'EUR',
    target: 40_000,
    sql: "SELECT sum(total) - sum(refunded)\nFROM orders\nWHERE placed_at >= date_trunc('day', now())",
    alert: { below: 1_000, severity: 'critical' },
  },
  'oldest-parcel': {
    ...orders,
    title: 'Oldest unsent parcel',
    measures: 'age',
    better: 'lower',
    target: 1_800,
    sql: 'SELECT min(packed_at) FROM parcels WHERE sent_at IS NULL',
    alerts: {
      late: { olderThan: '45m', for: '10m', severity: 'warning' },
      stuck: { olderThan: '4h', severity: 'critical' },
    },
  },
  checkout: {
    ...orders,
    title: 'Way to an order',
    unit: 'visitors',
    sql: 'SELECT step, count(*) FROM funnel_today GROUP BY step',
    labels: ['visited', 'put in the cart', 'began to pay', 'paid'],
    judge: 'lowest',
  },
  'error-share': {
    title: 'Failed payments',
    unit: '%',
    better: 'lower',
    target: 2,
    url: 'https://pay.shop.example/stats',
    json: '$.failed.percent',
    every: '5m',
    alert: { above: 10, severity: 'warning' },
  },
  returns: { ...orders, title: 'Returns today', sql: 'SELECT count(*) FROM returns' },
} as const;

const funnel = { visited: 4_812, 'put in the cart': 1_204, 'began to pay': 412, paid: 371 } as const;

/** The value of a KPI some minutes before now; undefined where its query failed. */
function valueAt(id: string, minutesAgo: number): number | undefined {
  const noise = Math.sin(minutesAgo / 5);
  switch (id) {
    case 'revenue':
      return 42_180 - minutesAgo * 96 + 120 * noise;
    case 'oldest-parcel':
      return minutesAgo < 25 ? 1_500 + (25 - minutesAgo) * 60 : 1_400 + 120 * noise;
    case 'checkout':
      return funnel.paid - Math.round(minutesAgo / 3);
    case 'error-share':
      return 3.1 + noise;
    default:
      return undefined;
  }
}

function resultOf(kpi: KpiSpec, atMs: number): KpiResult {
  const value = valueAt(kpi.id, (NOW_MS - atMs) / MINUTE_MS);
  const rows = kpi.id === 'checkout' ? Object.entries(funnel).map(([label, count]) => ({ label, value: count })) : [];
  return {
    kpi: kpi.id,
    outcome: value === undefined ? 'error' : 'value',
    ...(value !== undefined && { value }),
    rows,
    reason:
      value === undefined
        ? 'relation "returns" does not exist'
        : `${Math.round(value).toLocaleString('en')} ${kpi.unit}`.trim(),
    verdicts: kpi.alerts.map((alert) => verdictOf(alert, value)),
    tookMs: 12.4 + (atMs % 7),
    atMs,
  };
}

function verdictOf({ name, condition, rule }: KpiSpec['alerts'][number], value: number | undefined): KpiVerdict {
  if (condition.kind === 'outcome')
    return {
      alert: name,
      breached: value === undefined,
      why: value === undefined ? 'the query failed' : 'there is a value',
    };
  if (value === undefined || condition.kind !== 'compare') return { alert: name, why: 'there is no value to judge' };
  const breached = condition.operator === '>' ? value > condition.threshold : value < condition.threshold;
  return { alert: name, breached, why: `${Math.round(value)} is ${breached ? '' : 'not '}${rule}` };
}

const runTimes = ({ everySeconds }: KpiSpec): readonly number[] => {
  const periodMs = everySeconds * 1_000;
  const lastMs = Math.floor(NOW_MS / periodMs) * periodMs;
  return Array.from(
    { length: Math.floor((NOW_MS - STARTED_AT_MS) / periodMs) },
    (_, index) => lastMs - index * periodMs,
  );
};

/** Every published value and verdict of the KPIs since the start. */
export function kpiData({ namespace, kpis }: Plan): readonly MetricDatum[] {
  return kpis.flatMap((kpi) =>
    runTimes(kpi).flatMap((timestampMs): readonly MetricDatum[] => {
      const { value, rows, verdicts } = resultOf(kpi, timestampMs);
      const datum = { unit: 'None', timestampMs } as const;
      return [
        ...(value === undefined ? [] : [{ ...datum, metric: kpiValueMetric(namespace, kpi.id), value }]),
        ...rows.map(({ label, value: count }) => ({
          ...datum,
          metric: kpiValueMetric(namespace, kpi.id, label),
          value: count - (NOW_MS - timestampMs) / MINUTE_MS,
        })),
        ...verdicts.flatMap(({ alert, breached }) =>
          breached === undefined
            ? []
            : [
                {
                  ...datum,
                  unit: 'Count' as const,
                  metric: kpiBreachMetric(namespace, { kpi: kpi.id, alert }),
                  value: Number(breached),
                },
              ],
        ),
      ];
    }),
  );
}

/** One number for each way in which one can stand. */
export function kpiViews({ namespace, kpis }: Plan): readonly KpiView[] {
  return kpis.map((kpi): KpiView => {
    const { id, title, description, unit, target, better, measures, everySeconds, labels, source, alerts } = kpi;
    const results = runTimes(kpi).map((atMs) => resultOf(kpi, atMs));
    const [latest] = results;
    return {
      ...{ id, title, unit, better, measures, everySeconds, labels, results },
      ...(description !== undefined && { description }),
      ...(target !== undefined && { target }),
      source:
        source.kind === 'sql'
          ? { kind: 'sql', text: source.sql, database: source.database }
          : { kind: 'http', text: source.url },
      alerts: alerts.map(({ id: alarm, rule, condition }) => ({
        id: alarm,
        rule,
        ...(condition.kind === 'compare' && { threshold: condition.threshold }),
      })),
      metric: kpiValueMetric(namespace, id),
      ...(latest && { latest }),
    };
  });
}

/** The same before the first run. */
export function freshKpi({ latest: _, ...kpi }: KpiView): KpiView {
  return { ...kpi, results: [] };
}

/** A report that was written this morning, and one that never was. */
export const reportViews: readonly ReportView[] = [
  {
    id: 'weekly',
    title: 'Weekly report',
    when: 'every Monday at 08:00',
    to: ['engineering'],
    writtenAtMs: NOW_MS - 300 * MINUTE_MS,
  },
  { id: 'monthly', title: 'Monthly report', when: 'on the first of every month at 08:00', to: ['engineering'] },
];

/** A report as a document of its own. */
export const reportDocument = (title: string, edition: number): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${title}</title><style>body { font-family: sans-serif; margin: 2rem; color: #222 } table { border-collapse: collapse } td { padding: 0.3rem 1rem; border-bottom: 1px solid #ccc }</style></head>
  <body>
    <h1>${title} of shop</h1>
    <p>Edition ${edition}. Everything was available 99.9 % of the time.</p>
    <table><tr><td>Revenue</td><td>212,400 EUR</td></tr><tr><td>Orders</td><td>3,118</td></tr></table>
  </body>
</html>
`;
