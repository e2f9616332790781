import type { MetricId, MetricUnit } from '../../../shared/model/metric.ts';
import type { KpiView, MetricView } from '../../api/types.ts';
import { formatMilliseconds, formatNumber, formatPercent, formatSeconds, NBSP } from './format.ts';

type Measured = Pick<KpiView, 'unit' | 'measures'>;

const unitsOfText: Readonly<Record<string, MetricUnit>> = { '%': 'Percent', ms: 'Milliseconds', s: 'Seconds' };

/** What to scale the values of a KPI by on a chart; `None` where its unit is a word of its own. */
export function unitOfKpi({ unit, measures }: Measured): MetricUnit {
  if (measures === 'age') return 'Seconds';
  return (Object.hasOwn(unitsOfText, unit) ? unitsOfText[unit] : undefined) ?? 'None';
}

/** A value of a KPI with its unit: `48,230 EUR`, `3.2 %`, and an age as a span. */
export function formatKpi(value: number, kpi: Measured): string {
  switch (unitOfKpi(kpi)) {
    case 'Seconds':
      return formatSeconds(value);
    case 'Milliseconds':
      return formatMilliseconds(value);
    case 'Percent':
      return formatPercent(value);
    default:
      return `${formatNumber(value)}${kpi.unit === '' ? '' : `${NBSP}${kpi.unit}`}`;
  }
}

/** How a KPI stands after its last run, in one word; what is worth a look comes before the target. */
export type KpiStanding = 'pending' | 'failed' | 'empty' | 'breached' | 'reached' | 'missed' | 'measured';

/** How a KPI stands: `breached` where the condition of an alert held in the last run, whether or not it is an alarm yet. */
export function kpiStanding({ latest, target, better }: Pick<KpiView, 'latest' | 'target' | 'better'>): KpiStanding {
  if (!latest) return 'pending';
  if (latest.outcome === 'error' || latest.outcome === 'timeout') return 'failed';
  if (latest.verdicts.some(({ breached }) => breached)) return 'breached';
  if (latest.value === undefined) return 'empty';
  if (target === undefined) return 'measured';
  return (better === 'higher' ? latest.value >= target : latest.value <= target) ? 'reached' : 'missed';
}

/** The target in words, with how much of it there is where more is better: `95.3 % of 40,000 EUR`, `at most 2 %`. */
export function targetInWords(kpi: Measured & Pick<KpiView, 'target' | 'better' | 'latest'>): string | undefined {
  const { target, better, latest } = kpi;
  if (target === undefined) return undefined;
  const goal = formatKpi(target, kpi);
  if (better === 'lower') return `at most ${goal}`;
  const share = latest?.value === undefined || target <= 0 ? undefined : (100 * latest.value) / target;
  return share === undefined ? `at least ${goal}` : `${formatPercent(share)} of ${goal}`;
}

/** The metrics of the labelled rows of a KPI, in the order of its labels: its own metric with one dimension more. */
export function metricsOfLabels(
  { metric, labels }: Pick<KpiView, 'metric' | 'labels'>,
  metrics: readonly MetricView[],
): readonly { readonly label: string; readonly metric: MetricId }[] {
  const own = Object.entries(metric.dimensions);
  const candidates = metrics
    .map((view) => view.metric)
    .filter(
      ({ namespace, name, dimensions }) =>
        namespace === metric.namespace &&
        name === metric.name &&
        Object.keys(dimensions).length === own.length + 1 &&
        own.every(([key, value]) => dimensions[key] === value),
    );
  return labels.flatMap((label) => {
    const found = candidates.find(({ dimensions }) =>
      Object.entries(dimensions).some(([key, value]) => !(key in metric.dimensions) && value === label),
    );
    return found ? [{ label, metric: found }] : [];
  });
}
