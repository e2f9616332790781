import type { EndpointView } from '../../api/types.ts';
import { lastingSince } from '../charts/intervals.ts';
import { OutcomeSparkline } from '../charts/sparkline.tsx';
import { hrefOf } from '../route.ts';
import { useStore } from '../state/use-store.ts';
import { capitalize, formatMilliseconds, formatPercent, formatSpan } from '../text/format.ts';
import { OutcomeBadge } from './badges.tsx';
import { FigureText } from './figure.tsx';
import { Ago } from './time.tsx';

/** One endpoint: its outcome, the one number that matters now, the last half hour and why. All of it is the link. */
export function EndpointTile({ endpoint }: { readonly endpoint: EndpointView }) {
  const { id, title, outcome, latest, results, availabilityPercent, everySeconds } = endpoint;
  return (
    <li class={`tile tile-${outcome}`}>
      <div class="tile-head">
        <h3>
          <a href={hrefOf({ page: 'endpoint', id })}>{capitalize(title)}</a>
        </h3>
        <OutcomeBadge outcome={outcome} solid={outcome === 'down' || outcome === 'degraded'} />
      </div>
      <div class="tile-body">
        <Figure endpoint={endpoint} />
        <OutcomeSparkline results={results} />
      </div>
      <p class="tile-reason" title={latest?.reason}>
        {latest?.reason ?? `The first result comes within ${formatSpan(everySeconds * 1_000)}.`}
      </p>
      <div class="tile-foot">
        <span>
          {availabilityPercent === undefined
            ? 'no availability yet'
            : `${formatPercent(availabilityPercent)} available`}
        </span>
        {latest && <Ago atMs={latest.startedAtMs} />}
      </div>
    </li>
  );
}

/** Latency while it answers, otherwise for how long it has not. */
function Figure({ endpoint: { outcome, latest, results } }: { readonly endpoint: EndpointView }) {
  const nowMs = useStore().nowMs.value;
  if (!latest || outcome === 'pending') return <FigureText value="–" label="no result yet" />;
  if (outcome === 'up' || outcome === 'degraded')
    return <FigureText value={formatMilliseconds(latest.phases.totalMs)} label="latency" />;
  const lasting = lastingSince(results);
  const span = lasting ? formatSpan(nowMs - lasting.fromMs) : '–';
  return <FigureText value={lasting?.atLeast ? `> ${span}` : span} label={`${outcome} for`} isAbove />;
}
