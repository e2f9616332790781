import type { RouteView } from '../../api/types.ts';
import { useZonedTime } from '../state/use-store.ts';
import { formatSpan } from '../text/format.ts';
import { Icon } from './icon.tsx';
import { RouteSteps } from './route-steps.tsx';

/** A route: what it waits for, its steps with their clocks, and what happens around them. */
export function RouteBlock({ route }: { readonly route: RouteView }) {
  return (
    <div class="route">
      <Wait route={route} />
      <RouteSteps route={route} />
      <RouteNotes route={route} />
    </div>
  );
}

/** Why it is not told at once, and until when. */
function Wait({ route: { hold, digestAtMs, atMs } }: { readonly route: RouteView }) {
  const time = useZonedTime();
  if (!hold && digestAtMs === undefined) return null;
  const until = hold?.untilMs ?? digestAtMs;
  return (
    <p class="route-wait">
      <Icon name="pending" size={16} />
      <span>
        <strong>
          {digestAtMs === undefined ? 'Held' : 'In the digest'}
          {until === undefined
            ? ' with no end in sight'
            : ` ${digestAtMs === undefined ? 'until' : 'of'} ${time.short(until, atMs)}`}
        </strong>
        {hold && `: ${hold.why}`}
      </span>
    </p>
  );
}

function RouteNotes({ route }: { readonly route: RouteView }) {
  const { repeatMs, respondWithinMs, recoveryMs, failover } = route;
  const notes = [
    repeatMs !== undefined && `Told again every ${formatSpan(repeatMs)} until somebody acknowledges it.`,
    respondWithinMs !== undefined && `Somebody should acknowledge it within ${formatSpan(respondWithinMs)}.`,
    failover.length > 0 && `Where a delivery fails: ${failover.join(', then ')}.`,
    `Over after ${formatSpan(recoveryMs)} of OK.`,
  ];
  return <p class="route-notes">{notes.filter((note) => note !== false).join(' ')}</p>;
}
