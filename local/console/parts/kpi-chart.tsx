import { useState } from 'preact/hooks';
import type { KpiView, SeriesQuery } from '../../api/types.ts';
import type { ChartLine, ChartModel, ChartShade, ChartThreshold } from '../charts/chart-model.ts';
import { stateIntervals } from '../charts/intervals.ts';
import { joinSeries } from '../charts/join-series.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { firstRange } from '../dashboards/time-range.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { formatKpi, metricsOfLabels, unitOfKpi } from '../text/kpi.ts';
import { Card } from './card.tsx';
import { RangeChoices } from './range-choices.tsx';

/** The value of a KPI over time, or its labelled rows, with its target, the thresholds of its alerts and its alarms. */
export function KpiChart({ kpi }: { readonly kpi: KpiView }) {
  const { api, nowMs, generation } = useStore();
  const { watch, metrics, alarms } = useSnapshot();
  const [chosenMs, setSpan] = useState<number>();
  const periodMs = kpi.everySeconds * 1_000;
  const newestMs = kpi.latest?.atMs ?? nowMs.value;
  const toMs = (Math.floor(newestMs / periodMs) + 1) * periodMs;
  const spanMs = chosenMs ?? firstRange(Math.max(3_600_000, 30 * periodMs), toMs - watch.startedAtMs);
  const fromMs = Math.floor((toMs - spanMs) / periodMs) * periodMs;
  const labelled = metricsOfLabels(kpi, metrics);
  const series = labelled.length > 0 ? labelled : [{ label: kpi.title, metric: kpi.metric }];
  const queries = series.map(
    ({ label, metric }, index): SeriesQuery => ({ id: `row${index}`, label, metric, stat: 'Average' }),
  );
  const { value, problem } = useLoaded(`${kpi.id} ${fromMs} ${toMs} ${generation.value}`, () =>
    api.queryMetrics({ fromMs, toMs, periodSeconds: kpi.everySeconds, queries }),
  );
  const { timestampsMs, values } = joinSeries(value ?? []);
  const lines = series.map(
    ({ label }, index): ChartLine => ({
      id: `row${index}`,
      label,
      unit: unitOfKpi(kpi),
      color: `--line-${(index % 8) + 1}`,
      values: values[`row${index}`] ?? [],
    }),
  );
  const ids = kpi.alerts.map(({ id }) => id);
  const inAlarm: ChartShade = {
    label: 'in alarm',
    color: '--bad-solid',
    place: 'strip',
    intervals: alarms
      .filter(({ alarm }) => ids.includes(alarm.id))
      .flatMap(({ history }) => stateIntervals(history, 'ALARM', toMs)),
  };
  const model: ChartModel = {
    title: kpi.title,
    window: { fromMs, toMs },
    timestampsMs,
    lines,
    thresholds: thresholdsOf(kpi),
    shades: [inAlarm],
  };
  return (
    <Card title="Over time" aside={<RangeChoices spanMs={spanMs} onChoose={setSpan} />}>
      {problem !== undefined && <p class="problem">{problem}</p>}
      <TimeChart model={model} height={230} />
    </Card>
  );
}

function thresholdsOf(kpi: KpiView): readonly ChartThreshold[] {
  const { target, alerts } = kpi;
  const goal =
    target === undefined
      ? []
      : [{ label: `target ${formatKpi(target, kpi)}`, value: target, color: '--ok', always: true }];
  const limits = alerts.flatMap(({ rule, threshold }) =>
    threshold === undefined ? [] : [{ label: `alert ${rule}`, value: threshold, color: '--bad', always: true }],
  );
  return [...goal, ...limits];
}
