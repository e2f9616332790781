import { outageMs, timeToAcknowledgeMs } from '../../../shared/model/incident-times.ts';
import type { IncidentView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { useStore } from '../state/use-store.ts';
import { countOf, formatSpan } from '../text/format.ts';
import { isOpen } from '../text/incident.ts';
import { Facts } from './card.tsx';
import { NextWords } from './incident-row.tsx';
import { At } from './time.tsx';

/** The numbers of an incident: how long, how late, whose, and who hears of it next. */
export function IncidentFacts({ incident }: { readonly incident: IncidentView }) {
  const nowMs = useStore().nowMs.value;
  const {
    openedAtMs,
    beganAtMs,
    owner,
    ownerName = owner,
    policy,
    flaps,
    acknowledged,
    silenced,
    status,
    resolved,
  } = incident;
  const lateMs = beganAtMs === undefined ? 0 : openedAtMs - beganAtMs;
  return (
    <Facts
      entries={[
        ['Opened', <At atMs={openedAtMs} />],
        [resolved ? 'Lasted' : 'Lasts', formatSpan(outageMs(incident, nowMs))],
        ['Detected after', lateMs >= 1_000 ? formatSpan(lateMs) : undefined],
        ['Owner', ownerName],
        ['Policy', <a href={hrefOf({ page: 'policies' })}>{policy}</a>],
        ['Acknowledged', acknowledged && <Acknowledged incident={incident} />],
        ['Acknowledge within', !acknowledged && isOpen(incident) ? <Deadline incident={incident} /> : undefined],
        ['Silenced', status === 'silenced' && silenced ? `${silenced.reason} (${silenced.by})` : undefined],
        ['Came back', flaps > 0 ? countOf(flaps, 'time') : undefined],
        ['Next', isOpen(incident) ? <NextWords incident={incident} /> : undefined],
      ]}
    />
  );
}

function Acknowledged({ incident }: { readonly incident: IncidentView }) {
  const { acknowledged, route } = incident;
  const tookMs = timeToAcknowledgeMs(incident) ?? 0;
  const isLate = route?.respondWithinMs !== undefined && tookMs > route.respondWithinMs;
  return (
    <>
      by {acknowledged?.by} <span class={isLate ? 'problem' : 'muted'}>after {formatSpan(tookMs)}</span>
    </>
  );
}

function Deadline({ incident: { route, announcedAtMs } }: { readonly incident: IncidentView }) {
  const nowMs = useStore().nowMs.value;
  if (route?.respondWithinMs === undefined || announcedAtMs === undefined) return <span class="muted">no limit</span>;
  const leftMs = announcedAtMs + route.respondWithinMs - nowMs;
  return leftMs > 0 ? (
    <>
      {formatSpan(route.respondWithinMs)} <span class="muted">({formatSpan(leftMs)} left)</span>
    </>
  ) : (
    <span class="problem">
      {formatSpan(route.respondWithinMs)} (over by {formatSpan(-leftMs)})
    </span>
  );
}
