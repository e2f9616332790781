import { latestOf } from '../charts/chart-model.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { formatQuantity } from '../text/format.ts';
import type { WidgetData } from './metric-widget.tsx';

/** The newest value of each series in large type, with its course where the body asks for it. */
export function SingleValuesView({
  data: { lines },
  hasSparkline,
}: {
  readonly data: WidgetData;
  readonly hasSparkline: boolean;
}) {
  return (
    <dl class="single-values">
      {lines.map(({ id, label, unit, values }) => {
        const latest = latestOf(values);
        return (
          <div key={id}>
            <dt>{label}</dt>
            <dd>
              <span class="figure-value">{latest === undefined ? '–' : formatQuantity(latest, unit)}</span>
              {hasSparkline && <Sparkline values={values} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
