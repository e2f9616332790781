import { latestOf } from '../charts/chart-model.ts';
import { formatQuantity } from '../text/format.ts';
import type { WidgetData } from './metric-widget.tsx';

interface GaugeProps {
  readonly data: WidgetData;
  readonly min: number;
  readonly max: number;
  readonly marks: readonly { readonly label: string; readonly value: number; readonly color?: string }[];
}

const RADIUS = 50;
const CENTER = { x: 60, y: 58 } as const;

/** The newest value of each series on a half circle from `min` to `max`, with the annotations as marks. */
export function GaugeView({ data: { lines }, min, max, marks }: GaugeProps) {
  const shareOf = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
  return (
    <div class="gauges">
      {lines.map(({ id, label, unit, values }) => {
        const latest = latestOf(values);
        return (
          <figure key={id} class="gauge">
            <svg viewBox="0 0 120 66" aria-hidden="true">
              <path class="gauge-track" d={arc(0, 1)} />
              {latest !== undefined && <path class="gauge-value" d={arc(0, shareOf(latest))} />}
              {marks.map((mark) => {
                const share = shareOf(mark.value);
                return (
                  <path
                    key={mark.label}
                    class="gauge-mark"
                    d={`M${point(share, RADIUS - 8)}L${point(share, RADIUS + 8)}`}
                    style={mark.color ? { stroke: mark.color } : {}}
                  />
                );
              })}
            </svg>
            <figcaption>
              <span class="figure-value">{latest === undefined ? '–' : formatQuantity(latest, unit)}</span>
              <span class="figure-label">{label}</span>
              <span class="muted">
                {formatQuantity(min, unit)} to {formatQuantity(max, unit)}
                {marks.map(({ label: name, value }) => `, ${name} ${formatQuantity(value, unit)}`)}
              </span>
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

function arc(from: number, to: number): string {
  return `M${point(from, RADIUS)}A${RADIUS} ${RADIUS} 0 0 1 ${point(to, RADIUS)}`;
}

function point(share: number, radius: number): string {
  const angle = Math.PI * (1 - share);
  return `${(CENTER.x + radius * Math.cos(angle)).toFixed(2)} ${(CENTER.y - radius * Math.sin(angle)).toFixed(2)}`;
}
