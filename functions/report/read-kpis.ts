import type { KpiSpec } from '../../shared/model/kpi.ts';
import type { MetricId } from '../../shared/model/metric.ts';
import { kpiValueMetric } from '../../shared/plan/kpi-metrics.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import { known, measureKpi } from '../../shared/reports/measure-kpi.ts';
import type { ReportPeriod, ReportPeriods } from '../../shared/reports/period-of.ts';
import type { KpiLine, KpiRow, ReportPart } from '../../shared/reports/report-model.ts';
import { mapAtMost } from './at-most.ts';
import { stepSeconds } from './metric-step.ts';
import { mostReadsAtOnce } from './read-uptime.ts';
import { reasonOf } from './report-ports.ts';

/** How every business number did. One that cannot be read is listed without values, and told of. Never rejects. */
export async function readKpis(
  kpis: readonly KpiSpec[],
  periods: ReportPeriods,
  { history, namespace }: { readonly history: MetricHistory; readonly namespace: string },
): Promise<ReportPart> {
  const read = await mapAtMost(mostReadsAtOnce, kpis, (kpi) => readOne(kpi, periods, { history, namespace }));
  const failed = read.filter(({ problem }) => problem !== undefined);
  const [first] = failed;
  const problems =
    first === undefined ? [] : [`${failed.length} of ${kpis.length} numbers could not be read: ${first.problem}`];
  return { kind: 'kpis', problems, kpis: read.map(({ line }) => line) };
}

async function readOne(
  kpi: KpiSpec,
  { period, before }: ReportPeriods,
  { history, namespace }: { readonly history: MetricHistory; readonly namespace: string },
): Promise<{ readonly line: KpiLine; readonly problem?: string }> {
  const metric = kpiValueMetric(namespace, kpi.id);
  const read = (stat: string) => history.read({ metric, stat, periodSeconds: stepSeconds(period), ...period });
  const lastOf = (id: MetricId, span: ReportPeriod) => readLast(id, { span, everySeconds: kpi.everySeconds }, history);
  try {
    const [mean, least, most] = await Promise.all([read('Average'), read('Minimum'), read('Maximum')]);
    const [last, earlier] = [await lastOf(metric, period), await lastOf(metric, before)];
    const rows: KpiRow[] = [];
    for (const label of kpi.labels) {
      const own = kpiValueMetric(namespace, kpi.id, label);
      rows.push({ label, ...known('last', await lastOf(own, period)), ...known('before', await lastOf(own, before)) });
    }
    const series = { mean, least, most, ...known('last', last), ...known('before', earlier), rows };
    return { line: measureKpi(kpi, series, period) };
  } catch (error) {
    const line = measureKpi(kpi, { mean: [], least: [], most: [], rows: [] }, period);
    return { line, problem: reasonOf(error) };
  }
}

/** The newest value of a period, from its last stretch: a mean over a longer one would not be the number that was seen. */
async function readLast(
  metric: MetricId,
  { span, everySeconds }: { readonly span: ReportPeriod; readonly everySeconds: number },
  history: MetricHistory,
): Promise<number | undefined> {
  const tailMs = Math.max(2 * everySeconds, 3_600) * 1_000;
  const points = await history.read({
    metric,
    stat: 'Average',
    periodSeconds: 300,
    fromMs: Math.max(span.fromMs, span.toMs - tailMs),
    toMs: span.toMs,
  });
  return points.at(-1)?.value;
}
