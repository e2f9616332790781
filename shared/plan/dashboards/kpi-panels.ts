import type { DashboardMetricRow } from '../../model/dashboard.ts';
import type { KpiSpec } from '../../model/kpi.ts';
import { kpiValueMetric } from '../kpi-metrics.ts';
import { axisFromZero, graph, metricRow, type PanelContext, type PanelDrawer } from './panel.ts';

const withUnit = ({ title, unit }: KpiSpec): string => (unit === '' ? title : `${title} (${unit})`);

const findKpi = (context: PanelContext, id: string): readonly KpiSpec[] => context.kpis.filter((kpi) => kpi.id === id);

function valueRow(namespace: string, kpi: KpiSpec, label = withUnit(kpi)): DashboardMetricRow {
  return metricRow(kpiValueMetric(namespace, kpi.id), { label, period: kpi.everySeconds });
}

function labelRows(namespace: string, { id, labels, everySeconds }: KpiSpec): readonly DashboardMetricRow[] {
  return labels.map((label) => metricRow(kpiValueMetric(namespace, id, label), { label, period: everySeconds }));
}

/** The target as a line, and the thresholds of alerts that compare with a number. */
function linesOf({ target, alerts }: KpiSpec) {
  const goal = target === undefined ? [] : [{ label: 'target', value: target, color: '#2ca02c' }];
  const limits = alerts.flatMap(({ condition, rule }) =>
    condition.kind === 'compare' ? [{ label: `alert: ${rule}`, value: condition.threshold, color: '#d62728' }] : [],
  );
  return [...goal, ...limits];
}

/** Panels of business numbers. */
export const kpiPanels = {
  kpis: (panel, context) =>
    graph(context, {
      title: panel.title ?? 'Business numbers',
      view: 'singleValue',
      metrics: context.kpis.map((kpi) => valueRow(context.namespace, kpi)),
      stat: 'Average',
    }),
  kpi: (panel, context) => {
    const [kpi] = findKpi(context, panel.kpi);
    const rows =
      kpi === undefined
        ? []
        : kpi.labels.length > 0
          ? labelRows(context.namespace, kpi)
          : [valueRow(context.namespace, kpi)];
    return graph(context, {
      title: panel.title ?? kpi?.title ?? panel.kpi,
      metrics: rows,
      stat: 'Average',
      yAxis: axisFromZero(kpi?.unit ?? ''),
      annotations: { horizontal: kpi === undefined ? [] : linesOf(kpi) },
    });
  },
  funnel: (panel, context) => {
    const [kpi] = findKpi(context, panel.kpi);
    return graph(context, {
      title: panel.title ?? kpi?.title ?? panel.kpi,
      view: 'bar',
      metrics: kpi === undefined ? [] : labelRows(context.namespace, kpi),
      stat: 'Average',
    });
  },
} satisfies { readonly [K in 'kpis' | 'kpi' | 'funnel']: PanelDrawer<K> };
