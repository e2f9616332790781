import { latestOf } from '../charts/chart-model.ts';
import { formatQuantity } from '../text/format.ts';
import type { WidgetData } from './metric-widget.tsx';

/** The newest value of each series as a bar, all on one scale from zero. */
export function BarsView({ data: { lines } }: { readonly data: WidgetData }) {
  const bars = lines.map((line) => ({ ...line, latest: latestOf(line.values) }));
  const highest = Math.max(...bars.map(({ latest }) => latest ?? 0), Number.MIN_VALUE);
  return (
    <dl class="bars">
      {bars.map(({ id, label, unit, latest, color }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd>
            <span
              class="bar"
              style={{
                '--share': `${(Math.max(0, latest ?? 0) / highest) * 100}%`,
                '--marker': color.startsWith('--') ? `var(${color})` : color,
              }}
            />
            {latest === undefined ? 'no data' : formatQuantity(latest, unit)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
