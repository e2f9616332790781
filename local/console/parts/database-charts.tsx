import { useState } from 'preact/hooks';
import type { DashboardWidget, MetricWidget } from '../../../shared/model/dashboard.ts';
import type { DatabaseView } from '../../api/types.ts';
import { MetricWidgetView } from '../dashboards/metric-widget.tsx';
import { firstRange } from '../dashboards/time-range.ts';
import { useSnapshot, useStore, useThrottled } from '../state/use-store.ts';
import { RangeChoices } from './range-choices.tsx';

/** Charts are fetched again this often at most, however fast samples come. */
const REFRESH_MS = 2_000;

/** The charts of a database: those of its dashboard, so that here and on AWS the same lines have the same thresholds. */
export function DatabaseCharts({ database: { dashboard, atMs } }: { readonly database: DatabaseView }) {
  const { nowMs } = useStore();
  const { dashboards, watch } = useSnapshot();
  const [chosenMs, setSpan] = useState<number>();
  const toMs = useThrottled(atMs ?? watch.startedAtMs, REFRESH_MS);
  const charts = dashboards.find(({ id }) => id === dashboard)?.body.widgets.filter(isChart) ?? [];
  if (charts.length === 0) return null;
  const spanMs = chosenMs ?? firstRange(3_600_000, nowMs.peek() - watch.startedAtMs);
  const window = { fromMs: toMs - spanMs, toMs: toMs + 1_000 };
  return (
    <section aria-label="Charts">
      <div class="section-head">
        <h2>Over time</h2>
        <RangeChoices spanMs={spanMs} onChoose={setSpan} />
      </div>
      <div class="chart-tiles">
        {charts.map(({ properties }, index) => (
          <div key={index} class="widget widget-metric">
            <MetricWidgetView properties={properties} window={window} />
          </div>
        ))}
      </div>
    </section>
  );
}

function isChart(widget: DashboardWidget): widget is MetricWidget {
  return widget.type === 'metric' && widget.properties.view === 'timeSeries';
}
