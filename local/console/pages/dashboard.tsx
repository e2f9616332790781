import { useState } from 'preact/hooks';
import type { DashboardWidget } from '../../../shared/model/dashboard.ts';
import { AlarmWidgetView } from '../dashboards/alarm-widget.tsx';
import { LogWidgetView } from '../dashboards/log-widget.tsx';
import { MetricWidgetView } from '../dashboards/metric-widget.tsx';
import { TextWidgetView } from '../dashboards/text-widget.tsx';
import { firstRange, parseStart } from '../dashboards/time-range.ts';
import { Empty, PageHead } from '../parts/card.tsx';
import { RangeChoices } from '../parts/range-choices.tsx';
import { hrefOf } from '../route.ts';
import { newestResultMs } from '../state/snapshot.ts';
import { useSnapshot, useStore, useThrottled } from '../state/use-store.ts';
import { NotFoundPage } from './not-found.tsx';

/** Charts are fetched again this often at most, however fast results come. */
const REFRESH_MS = 2_000;

/** One dashboard on CloudWatch's grid of 24 columns; one column where the page is narrow. */
export function DashboardPage({ id }: { readonly id: string }) {
  const { nowMs } = useStore();
  const snapshot = useSnapshot();
  const { dashboards, watch } = snapshot;
  const [chosenMs, setSpan] = useState<number>();
  const newestMs = useThrottled(newestResultMs(snapshot), REFRESH_MS);
  const dashboard = dashboards.find((one) => one.id === id);
  if (!dashboard)
    return (
      <NotFoundPage what={`dashboard “${id}”`} back={{ href: hrefOf({ page: 'dashboards' }), label: 'Dashboards' }} />
    );
  const { title, name, body } = dashboard;
  const spanMs = chosenMs ?? firstRange(parseStart(body.start), nowMs.peek() - watch.startedAtMs);
  const window = { fromMs: newestMs - spanMs, toMs: newestMs };
  const widgets = body.widgets.toSorted((a, b) => a.y - b.y || a.x - b.x);
  return (
    <>
      <PageHead
        title={title}
        back={{ href: hrefOf({ page: 'dashboards' }), label: 'Dashboards' }}
        actions={<RangeChoices spanMs={spanMs} onChoose={setSpan} />}
      >
        <p class="sentence mono">{name}</p>
      </PageHead>
      {widgets.length === 0 && <Empty title="This dashboard has no widget">Give it panels in the definition.</Empty>}
      <div class="grid">
        {widgets.map((widget, index) => (
          <div
            key={index}
            class={`widget widget-${widget.type}`}
            style={{ '--x': widget.x + 1, '--y': widget.y + 1, '--w': widget.width, '--h': widget.height }}
          >
            <Widget widget={widget} window={window} />
          </div>
        ))}
      </div>
    </>
  );
}

function Widget({
  widget,
  window,
}: {
  readonly widget: DashboardWidget;
  readonly window: { readonly fromMs: number; readonly toMs: number };
}) {
  switch (widget.type) {
    case 'metric':
      return <MetricWidgetView properties={widget.properties} window={window} />;
    case 'alarm':
      return <AlarmWidgetView properties={widget.properties} />;
    case 'text':
      return <TextWidgetView markdown={widget.properties.markdown} />;
    case 'log':
      return <LogWidgetView properties={widget.properties} />;
  }
}
