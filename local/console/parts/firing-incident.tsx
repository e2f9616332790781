import type { IncidentView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { capitalize } from '../text/format.ts';
import type { incidentOfAlarm } from '../text/incident.ts';
import { Badge, SeverityBadge } from './badges.tsx';
import { incidentLooks } from './incident-badges.tsx';
import { NextWords } from './incident-row.tsx';
import { Since } from './time.tsx';

/** How the incident of an alarm stands, below the alarm; nothing where there is none. */
export function FiringIncident({ found }: { readonly found: ReturnType<typeof incidentOfAlarm> }) {
  if (!found) return null;
  const { incident, isRelated } = found;
  const href = hrefOf({ page: 'incident', id: incident.id });
  return isRelated ? (
    <p class="firing-incident">
      explained by <a href={href}>{incident.title}</a>
    </p>
  ) : (
    <p class="firing-incident">
      <a class="firing-incident-link" href={href} aria-label={`Incident: ${incidentLooks[incident.status].word}`}>
        <Badge look={incidentLooks[incident.status]} />
      </a>
      <span>
        {incident.status === 'open' && 'next: '}
        <NextWords incident={incident} />
      </span>
    </p>
  );
}

/** An open incident whose alarm does not fire: it recovers, or it is a drill. */
export function QuietIncident({ incident }: { readonly incident: IncidentView }) {
  const { id, title, openedAtMs, severity, status } = incident;
  return (
    <li>
      <span class="firing-badges">
        {incident.drill && <span class="drill-tag">Drill</span>}
        <SeverityBadge severity={severity} />
      </span>
      <div class="firing-what">
        <a class="strong" href={hrefOf({ page: 'incident', id })}>
          {capitalize(title)}
        </a>
        <p class="firing-incident">
          <Badge look={incidentLooks[status]} />
          <NextWords incident={incident} />
        </p>
      </div>
      <div class="firing-when">
        <Since atMs={openedAtMs} />
      </div>
    </li>
  );
}
