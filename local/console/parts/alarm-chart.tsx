import { useState } from 'preact/hooks';
import type { AlarmRule } from '../../../shared/model/alarm.ts';
import type { AlarmView, MetricsQuery, SeriesQuery } from '../../api/types.ts';
import type { ChartModel } from '../charts/chart-model.ts';
import { type Interval, stateIntervals } from '../charts/intervals.ts';
import { joinSeries } from '../charts/join-series.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { firstRange } from '../dashboards/time-range.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { unitOfAlarm } from '../text/alarm-unit.ts';
import { formatQuantity } from '../text/format.ts';
import { comparisonSign, metricInWords, watchedQuery } from '../text/rule-in-words.ts';
import { Card } from './card.tsx';
import { RangeChoices } from './range-choices.tsx';

interface AlarmChartProps {
  readonly view: AlarmView;
  readonly history: AlarmView['history'];
}

/** The metric that decides an alarm, its threshold, and when it was in alarm. */
export function AlarmChart({ view: { alarm, evaluatedAtMs }, history }: AlarmChartProps) {
  const { api, nowMs, generation } = useStore();
  const { watch, metrics } = useSnapshot();
  const toMs = evaluatedAtMs ?? nowMs.value;
  const [chosenMs, setSpan] = useState<number>();
  const spanMs = chosenMs ?? firstRange(3_600_000, toMs - watch.startedAtMs);
  const window = { fromMs: toMs - spanMs, toMs };
  const { value, problem } = useLoaded(`${alarm.id} ${spanMs} ${toMs} ${generation.value}`, () =>
    api.queryMetrics(queryOf(alarm.rule, window)),
  );
  const { timestampsMs, values } = joinSeries(value ?? []);
  const unit = unitOfAlarm(alarm, metrics);
  const query = watchedQuery(alarm.rule);
  const label =
    query === undefined
      ? alarm.title
      : query.kind === 'stat'
        ? `${query.stat} of ${metricInWords(query.metric)}`
        : query.label;
  const { comparison, threshold } = alarm.rule;
  const model: ChartModel = {
    title: label,
    window,
    timestampsMs,
    lines: [{ id: 'watched', label, unit, color: '--line-1', values: values[query?.id ?? ''] ?? [] }],
    thresholds: [
      {
        label: `${comparisonSign(comparison)} ${formatQuantity(threshold, unit)}`,
        value: threshold,
        color: '--bad',
        always: true,
      },
    ],
    shades: [{ label: 'in alarm', color: '--bad', place: 'area', intervals: stateIntervals(history, 'ALARM', toMs) }],
  };
  return (
    <Card title="Metric" aside={<RangeChoices spanMs={spanMs} onChoose={setSpan} />}>
      {problem === undefined ? <p class="muted">{label}</p> : <p class="problem">{problem}</p>}
      <TimeChart model={model} height={210} />
    </Card>
  );
}

function queryOf({ queries }: AlarmRule, { fromMs, toMs }: Interval): MetricsQuery {
  const periodSeconds = queries[0]?.periodSeconds ?? 60;
  const periodMs = periodSeconds * 1_000;
  return {
    fromMs: Math.floor(fromMs / periodMs) * periodMs,
    toMs: Math.ceil(toMs / periodMs) * periodMs,
    periodSeconds,
    queries: queries.map(
      (query): SeriesQuery =>
        query.kind === 'stat'
          ? { id: query.id, metric: query.metric, stat: query.stat, visible: query.returnData }
          : { id: query.id, expression: query.expression, label: query.label, visible: query.returnData },
    ),
  };
}
