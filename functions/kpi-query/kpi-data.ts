import type { JudgedKpi } from '../../shared/kpi/judge.ts';
import type { KpiSpec } from '../../shared/model/kpi.ts';
import type { MetricDatum, MetricId } from '../../shared/model/metric.ts';
import { resultPercent } from '../../shared/plan/job-metrics.ts';
import { kpiBreachMetric, kpiMetrics, kpiValueMetric } from '../../shared/plan/kpi-metrics.ts';

/** A KPI with what became of its run. */
export type SettledKpi = JudgedKpi & { readonly spec: KpiSpec };

/** The metrics of one run: values, those of the labels that are metrics of their own, verdicts, and the share that was judged. */
export function listKpiData(
  settled: readonly SettledKpi[],
  { namespace, job, timestampMs }: { readonly namespace: string; readonly job: string; readonly timestampMs: number },
): readonly MetricDatum[] {
  const judged = settled.filter(({ isJudged }) => isJudged).length;
  const share = resultPercent({ all: settled.length, judged }, { namespace, job, timestampMs });
  return [share, ...settled.flatMap((kpi) => dataOf(kpi, namespace, timestampMs))];
}

function dataOf({ spec, result }: SettledKpi, namespace: string, timestampMs: number): readonly MetricDatum[] {
  const toDatum = (name: keyof typeof kpiMetrics, metric: MetricId, value: number): MetricDatum => ({
    metric,
    unit: kpiMetrics[name].unit,
    timestampMs,
    value,
  });
  const { value, rows, verdicts } = result;
  return [
    ...(value === undefined ? [] : [toDatum('KpiValue', kpiValueMetric(namespace, spec.id), value)]),
    ...rows
      .filter(({ label }) => spec.labels.includes(label))
      .map((row) => toDatum('KpiValue', kpiValueMetric(namespace, spec.id, row.label), row.value)),
    ...verdicts.flatMap(({ alert, breached }) =>
      breached === undefined
        ? []
        : [toDatum('KpiBreach', kpiBreachMetric(namespace, { kpi: spec.id, alert }), breached ? 1 : 0)],
    ),
  ];
}
