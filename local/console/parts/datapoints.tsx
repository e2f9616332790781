import type { EvaluatedDatapoint } from '../../../shared/model/alarm.ts';
import { useZonedTime } from '../state/use-store.ts';
import { Icon } from './icon.tsx';

const looks = {
  breaching: { icon: 'cross', word: 'breaching' },
  good: { icon: 'check', word: 'good' },
  missing: { icon: 'minus', word: 'missing' },
} as const;

function kindOf({ value, breaching }: EvaluatedDatapoint): keyof typeof looks {
  if (value === undefined) return 'missing';
  return breaching ? 'breaching' : 'good';
}

interface DatapointsProps {
  /** Oldest first. */
  readonly datapoints: readonly EvaluatedDatapoint[];
  readonly write: (value: number) => string;
}

/** What an evaluation looked at, one cell per period: its sign, value and time. */
export function DatapointStrip({ datapoints, write }: DatapointsProps) {
  const time = useZonedTime();
  return (
    <ol class="datapoints" aria-label="Datapoints of the last evaluation, oldest first">
      {datapoints.map((point) => {
        const kind = kindOf(point);
        return (
          <li key={point.timestampMs} class={`datapoint datapoint-${kind}`}>
            <span class="datapoint-kind">
              <Icon name={looks[kind].icon} size={14} /> {looks[kind].word}
            </span>
            <span class="datapoint-value">{point.value === undefined ? '–' : write(point.value)}</span>
            <time dateTime={new Date(point.timestampMs).toISOString()}>{time.minute(point.timestampMs)}</time>
          </li>
        );
      })}
    </ol>
  );
}

/** As many as fit on one line of the list of alarms. */
const MOST_SIGNS = 12;

/** The newest of the same as a row of signs, for lists, and how many came before. */
export function DatapointSigns({ datapoints }: Pick<DatapointsProps, 'datapoints'>) {
  const kinds = datapoints.slice(-MOST_SIGNS).map(kindOf);
  const earlier = datapoints.length - kinds.length;
  return (
    <span
      class="datapoint-signs"
      role="img"
      aria-label={
        kinds.length === 0
          ? 'no datapoints'
          : `Datapoints: ${earlier > 0 ? `${earlier} earlier, ` : ''}${kinds.join(', ')}`
      }
    >
      {earlier > 0 && <small class="muted">+{earlier}</small>}
      {kinds.map((kind, index) => (
        <span key={index} class={`datapoint-${kind}`}>
          <Icon name={looks[kind].icon} size={10} />
        </span>
      ))}
    </span>
  );
}
