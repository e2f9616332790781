import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import { formatMilliseconds } from '../text/format.ts';
import { answered } from './result-lines.ts';
import type { Values } from './stack.ts';

const WIDTH = 120;
const HEIGHT = 32;

/** Values as one small line, oldest at the left; gaps stay gaps. For the eye only: what it says is written next to it. */
export function Sparkline({ values }: { readonly values: Values }) {
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="spark-line" d={linePath(values, values.length)} />
    </svg>
  );
}

/** How many results a tile looks back. */
const SLOTS = 30;

/** Latency of the last results; behind it a full bar for each down, a low one for degraded and a dotted one for unknown. */
export function OutcomeSparkline({ results }: { readonly results: readonly ProbeResult[] }) {
  const shown = results.slice(-SLOTS);
  const offset = SLOTS - shown.length;
  const slot = WIDTH / SLOTS;
  const values: Values = [
    ...Array.from({ length: offset }, () => null),
    ...shown.map((result) => (answered(result) ? result.phases.totalMs : null)),
  ];
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={describe(shown)}
    >
      {shown.map(({ outcome, startedAtMs }, index) =>
        outcome === 'up' ? null : (
          <rect
            key={startedAtMs}
            class={`spark-${outcome}`}
            x={(offset + index) * slot + 0.4}
            width={slot - 0.8}
            y={outcome === 'down' ? 0 : HEIGHT * 0.62}
            height={outcome === 'down' ? HEIGHT : HEIGHT * 0.38}
          />
        ),
      )}
      <path class="spark-line" d={linePath(values, SLOTS)} />
    </svg>
  );
}

function linePath(values: Values, slots: number): string {
  const highest = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const slot = WIDTH / slots;
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const x = ((index + 0.5) * slot).toFixed(1);
      const y = (HEIGHT - 3 - (value / highest) * (HEIGHT - 6)).toFixed(1);
      const step = isDrawing ? `L${x} ${y}` : `M${x} ${y}h.1`;
      isDrawing = true;
      return step;
    })
    .join('');
}

function describe(results: readonly ProbeResult[]): string {
  const latencies = results.filter(answered).map(({ phases }) => phases.totalMs);
  const bad = results.filter(({ outcome }) => outcome === 'down').length;
  const range =
    latencies.length === 0
      ? 'no latency'
      : `latency ${formatMilliseconds(Math.min(...latencies))} to ${formatMilliseconds(Math.max(...latencies))}`;
  return `Last ${results.length} results: ${range}, ${bad} down`;
}
