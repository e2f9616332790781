import { useId } from 'preact/hooks';
import type { MetricWidget } from '../../../shared/model/dashboard.ts';
import type { MetricUnit } from '../../../shared/model/metric.ts';
import type { MetricView } from '../../api/types.ts';
import type { ChartLine, ChartModel } from '../charts/chart-model.ts';
import type { Interval } from '../charts/intervals.ts';
import { type JoinedSeries, joinSeries } from '../charts/join-series.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { unitOfMetric } from '../text/alarm-unit.ts';
import { BarsView } from './bars-view.tsx';
import { GaugeView } from './gauge-view.tsx';
import { expandRows, queriesFor, queryWholeRange, type WidgetSeries } from './metric-rows.ts';
import { SingleValuesView } from './single-values-view.tsx';

type Properties = MetricWidget['properties'];

interface MetricWidgetProps {
  readonly properties: Properties;
  readonly window: Interval;
}

/** What every view of a metric widget draws: the visible series with their values. */
export interface WidgetData {
  readonly timestampsMs: readonly number[];
  readonly lines: readonly ChartLine[];
}

/** A widget of metrics and expressions in whichever view its body asks for. */
export function MetricWidgetView({ properties, window }: MetricWidgetProps) {
  const { api, generation } = useStore();
  const { metrics } = useSnapshot();
  const series = expandRows(properties);
  const queries = properties.setPeriodToTimeRange ? [queryWholeRange(series, window)] : queriesFor(series, window);
  const { value, problem } = useLoaded(`${JSON.stringify(queries)} ${generation.value}`, async () =>
    joinSeries((await Promise.all(queries.map(api.queryMetrics))).flat()),
  );
  const data = dataOf(series, value ?? { timestampsMs: [], values: {} }, (one) => unitOf(one, properties, metrics));
  const id = useId();
  return (
    <section class="widget-inner" aria-labelledby={id}>
      <h2 id={id}>{properties.title}</h2>
      {problem === undefined ? (
        <View properties={properties} data={data} window={window} />
      ) : (
        <p class="problem">{problem}</p>
      )}
    </section>
  );
}

function View({ properties, data, window }: MetricWidgetProps & { readonly data: WidgetData }) {
  switch (properties.view) {
    case 'timeSeries':
      return <TimeChart model={chartOf(properties, data, window)} height="fill" />;
    case 'singleValue':
      return <SingleValuesView data={data} hasSparkline={properties.sparkline ?? false} />;
    case 'bar':
      return <BarsView data={data} />;
    case 'gauge':
      return (
        <GaugeView
          data={data}
          min={properties.yAxis?.left?.min ?? 0}
          max={properties.yAxis?.left?.max ?? 100}
          marks={properties.annotations?.horizontal ?? []}
        />
      );
  }
}

function chartOf(
  { title, stacked, yAxis, annotations }: Properties,
  { timestampsMs, lines }: WidgetData,
  window: Interval,
): ChartModel {
  const { min, max } = yAxis?.left ?? {};
  return {
    title,
    window,
    timestampsMs,
    lines,
    ...(stacked !== undefined && { stacked }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    thresholds: (annotations?.horizontal ?? []).map(({ label, value, color, fill }) => ({
      label,
      value,
      color: color ?? '--bad',
      ...(fill !== undefined && { fill }),
    })),
  };
}

function dataOf(
  series: readonly WidgetSeries[],
  { timestampsMs, values }: JoinedSeries,
  unitOfSeries: (series: WidgetSeries) => MetricUnit,
): WidgetData {
  const lines = series
    .filter(({ visible }) => visible)
    .map(
      (one, index): ChartLine => ({
        id: one.id,
        label: one.label,
        axis: one.yAxis,
        unit: unitOfSeries(one),
        color: one.color ?? `--line-${(index % 8) + 1}`,
        values: values[one.id] ?? timestampsMs.map(() => null),
      }),
    );
  return { timestampsMs, lines };
}

/** A metric has its own unit; an expression has that of the axis where the body names one, as `%` or `ms`. */
function unitOf(
  { source, yAxis }: WidgetSeries,
  { yAxis: axes }: Properties,
  metrics: readonly MetricView[],
): MetricUnit {
  if ('metric' in source) return unitOfMetric(source.metric, source.stat, metrics);
  const label = yAxis === 'left' ? axes?.left?.label : undefined;
  return label === '%' ? 'Percent' : label === 'ms' ? 'Milliseconds' : 'None';
}
