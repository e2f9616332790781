import { latestOf } from '../charts/chart-model.ts';
import { formatQuantity } from '../text/format.ts';
import { brokenMark, type GaugeMark, gaugeZones } from './gauge-zones.ts';
import type { WidgetData } from './metric-widget.tsx';

interface GaugeProps {
  readonly data: Pick<WidgetData, 'lines'>;
  readonly min: number;
  readonly max: number;
  readonly marks: readonly GaugeMark[];
}

const RADIUS = 50;
const ZONE_RADIUS = 57.5;
const CENTER = { x: 60, y: 60 } as const;

/**
 * The newest value of each series on a half circle from `min` to `max`, in the colour of the annotation that it breaks; the
 * annotations as marks, with the stretches that they colour along the rim.
 */
export function GaugeView({ data: { lines }, min, max, marks }: GaugeProps) {
  const shareOf = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
  const zones = gaugeZones(marks, min, max);
  return (
    <div class="gauges">
      {lines.map(({ id, label, unit, values }) => {
        const latest = latestOf(values);
        const color = latest === undefined ? undefined : brokenMark(latest, marks)?.color;
        return (
          <figure key={id} class="gauge">
            <svg viewBox="0 0 120 68" aria-hidden="true">
              <path class="gauge-track" d={arc(0, 1, RADIUS)} />
              {latest !== undefined && (
                <path class="gauge-value" d={arc(0, shareOf(latest), RADIUS)} style={strokeOf(color)} />
              )}
              {zones.map(({ from, to, color: zone }) => (
                <path
                  key={from}
                  class="gauge-zone"
                  d={arc(shareOf(from), shareOf(to), ZONE_RADIUS)}
                  style={strokeOf(zone)}
                />
              ))}
              {marks.map((mark) => {
                const share = shareOf(mark.value);
                return (
                  <path
                    key={mark.label}
                    class="gauge-mark"
                    d={`M${point(share, RADIUS - 7)}L${point(share, RADIUS + 9)}`}
                    style={strokeOf(mark.color)}
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

function strokeOf(color: string | undefined) {
  if (color === undefined) return {};
  return { stroke: color.startsWith('--') ? `var(${color})` : color };
}

function arc(from: number, to: number, radius: number): string {
  return `M${point(from, radius)}A${radius} ${radius} 0 0 1 ${point(to, radius)}`;
}

function point(share: number, radius: number): string {
  const angle = Math.PI * (1 - share);
  return `${(CENTER.x + radius * Math.cos(angle)).toFixed(2)} ${(CENTER.y - radius * Math.sin(angle)).toFixed(2)}`;
}
