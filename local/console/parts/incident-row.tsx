import { outageMs, timeToAcknowledgeMs } from '../../../shared/model/incident-times.ts';
import type { IncidentView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot, useStore, useZonedTime } from '../state/use-store.ts';
import { capitalize, countOf, formatSpan } from '../text/format.ts';
import { nextTell } from '../text/next-tell.ts';
import { IncidentBadges } from './incident-badges.tsx';
import { At, Since } from './time.tsx';

/** One incident that is not over: how it stands, since when, whose it is and who hears of it next. */
export function OpenIncidentRow({ incident }: { readonly incident: IncidentView }) {
  const { openedAtMs, owner, ownerName = owner, related, flaps, news } = incident;
  return (
    <li class={`incident-row incident-row-${incident.status}`}>
      <span class="incident-row-badges">
        <IncidentBadges incident={incident} />
      </span>
      <div class="incident-row-what">
        <IncidentLink incident={incident} />
        <p class="muted">{news.opening.reason}</p>
        <p class="incident-row-facts">
          {ownerName !== undefined && <span>Owner {ownerName}</span>}
          {flaps > 0 && <span>came back {countOf(flaps, 'time')}</span>}
          {related.length > 0 && <span>explains {countOf(related.length, 'alarm')}</span>}
        </p>
      </div>
      <p class="incident-row-next">
        <span class="muted">Next</span>
        <NextWords incident={incident} />
      </p>
      <span class="incident-row-since">
        <Since atMs={openedAtMs} />
      </span>
    </li>
  );
}

/** Who hears of it next, and when. */
export function NextWords({ incident }: { readonly incident: IncidentView }) {
  const { alarms } = useSnapshot();
  const nowMs = useStore().nowMs.value;
  const time = useZonedTime();
  const { what, atMs, isProblem } = nextTell(incident, alarms);
  return (
    <span class={isProblem ? 'problem' : undefined}>
      {what}
      {atMs !== undefined && (
        <>
          {' '}
          <time class="nowrap strong" dateTime={new Date(atMs).toISOString()} title={time.full(atMs)}>
            {atMs > nowMs ? time.short(atMs, nowMs) : 'now'}
          </time>
          {atMs > nowMs && <span class="muted nowrap"> (in {formatSpan(atMs - nowMs)})</span>}
        </>
      )}
    </span>
  );
}

/** One incident that is over: how long it was, how soon and by whom it was acknowledged. */
export function PastIncidentRow({ incident }: { readonly incident: IncidentView }) {
  const nowMs = useStore().nowMs.value;
  const { openedAtMs, acknowledged, resolved } = incident;
  const tookMs = timeToAcknowledgeMs(incident);
  return (
    <tr>
      <td class="past-badges">
        <IncidentBadges incident={incident} />
      </td>
      <th scope="row">
        <IncidentLink incident={incident} />
        {resolved?.reason !== undefined && <p class="past-reason muted">{resolved.reason}</p>}
      </th>
      <td data-label="Opened">
        <At atMs={openedAtMs} />
      </td>
      <td data-label="Lasted">{formatSpan(outageMs(incident, nowMs))}</td>
      <td data-label="Acknowledged">
        {acknowledged && tookMs !== undefined ? (
          <>
            after {formatSpan(tookMs)} <span class="muted">by {acknowledged.by}</span>
          </>
        ) : (
          <span class="muted">by nobody</span>
        )}
      </td>
    </tr>
  );
}

function IncidentLink({ incident: { id, title } }: { readonly incident: IncidentView }) {
  return (
    <a class="strong" href={hrefOf({ page: 'incident', id })}>
      {capitalize(title)}
    </a>
  );
}
