import type { RouteView } from '../../api/types.ts';
import { useZonedTime } from '../state/use-store.ts';
import { formatSpan } from '../text/format.ts';
import { differenceOf } from '../text/route-groups.ts';
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

/** What is different about a route where the usual one of its policy stands above. */
export function RouteDifference({ route, usual }: { readonly route: RouteView; readonly usual: RouteView }) {
  const time = useZonedTime();
  const { waits, steps, stepsDiffer, notes } = differenceOf(route, usual);
  const isAtOnce = route.hold === undefined && route.digestAtMs === undefined;
  return (
    <div class="route">
      {waits && (isAtOnce ? <p>Told at once.</p> : <Wait route={route} />)}
      {stepsDiffer !== 'none' && <RouteSteps route={{ ...route, steps }} />}
      {stepsDiffer !== 'all' && (
        <p class="muted">
          {stepsDiffer === 'none' ? 'The same steps' : 'The other steps are the same'}
          {waits && `, counted from ${time.short(route.announcedAtMs, route.atMs)}`}.
        </p>
      )}
      {notes && <RouteNotes route={route} />}
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
