import { formatQuantity } from '../text/format.ts';
import { type ChartColor, type ChartLine, type ChartModel, latestOf } from './chart-model.ts';

interface LegendProps {
  readonly model: ChartModel;
  /** Ids of the lines that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** What each line and shade means; lines, where there are several, can be hidden. */
export function Legend({ model: { lines, shades = [] }, hidden, onToggle }: LegendProps) {
  const marked = shades.filter(({ intervals }) => intervals.length > 0);
  if (lines.length < 2 && marked.length === 0) return null;
  return (
    <ul class="legend">
      {lines.map((line) => (
        <li key={line.id}>
          {lines.length < 2 ? (
            <span>
              <LineName line={line} />
            </span>
          ) : (
            <button type="button" aria-pressed={!hidden.has(line.id)} onClick={() => onToggle(line.id)}>
              <LineName line={line} />
            </button>
          )}
        </li>
      ))}
      {marked.map(({ label, color, place }) => (
        <li key={label}>
          <span>
            <Marker color={color} kind={place} />
            {label}
          </span>
        </li>
      ))}
    </ul>
  );
}

function LineName({ line: { label, values, color, unit } }: { readonly line: ChartLine }) {
  const latest = latestOf(values);
  return (
    <>
      <Marker color={color} kind="line" />
      {label} {latest !== undefined && <span class="muted">{formatQuantity(latest, unit)}</span>}
    </>
  );
}

function Marker({ color, kind }: { readonly color: ChartColor; readonly kind: 'line' | 'area' | 'strip' }) {
  return <i class={`marker marker-${kind}`} style={{ '--marker': color.startsWith('--') ? `var(${color})` : color }} />;
}
