import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { alarmLabel } from '../text/alarm-label.ts';
import { reasonOf } from '../text/alarm-reason.ts';
import { countOf } from '../text/format.ts';
import { incidentOfAlarm, openIncidents } from '../text/incident.ts';
import { type FiringMatter, firingMatters, sumUp } from '../text/overall.ts';
import { outcomeLooks, SeverityBadge } from './badges.tsx';
import { FiringIncident, QuietIncident } from './firing-incident.tsx';
import { Icon, type IconName } from './icon.tsx';
import { ExternalLink } from './link.tsx';
import { Since } from './time.tsx';

const icons: Readonly<Record<ReturnType<typeof sumUp>['tone'], IconName>> = {
  ok: outcomeLooks.up.icon,
  warn: outcomeLooks.degraded.icon,
  bad: outcomeLooks.down.icon,
  unknown: outcomeLooks.unknown.icon,
  quiet: outcomeLooks.pending.icon,
};

/** The first thing to read: how things stand, every alarm that is firing with its incident, and what else is open. */
export function FiringAlarms() {
  const snapshot = useSnapshot();
  const { alarms, incidents } = snapshot;
  const overall = sumUp(snapshot, alarms);
  const matters = firingMatters(alarms);
  const explained = matters.filter(({ worst }) => incidentOfAlarm(incidents, worst)?.isRelated);
  const firing = matters.filter((matter) => !explained.includes(matter));
  const firingNames = new Set(alarms.flatMap(({ alarm, state }) => (state === 'ALARM' ? [alarm.name] : [])));
  const others = openIncidents(incidents).filter(({ alarm, drill }) => drill !== undefined || !firingNames.has(alarm));
  return (
    <section class={`overall tone-${overall.tone}`} aria-labelledby="overall-title">
      <div class="overall-head">
        <Icon name={icons[overall.tone]} size={30} />
        <div>
          <h1 id="overall-title">{overall.headline}</h1>
          <p>{overall.alarms}</p>
        </div>
      </div>
      {firing.length + others.length > 0 && (
        <ul class="firing">
          {firing.map((matter) => (
            <FiringAlarm key={matter.worst.alarm.id} matter={matter} />
          ))}
          {others.map((incident) => (
            <QuietIncident key={incident.id} incident={incident} />
          ))}
        </ul>
      )}
      {explained.length > 0 && <Explained matters={explained} />}
    </section>
  );
}

function FiringAlarm({ matter: { worst, milder } }: { readonly matter: FiringMatter }) {
  const snapshot = useSnapshot();
  const { alarm, changedAtMs } = worst;
  return (
    <li>
      <SeverityBadge severity={alarm.severity} />
      <div class="firing-what">
        <a class="strong" href={hrefOf({ page: 'alarm', id: alarm.id })}>
          {alarmLabel(worst, snapshot)}
        </a>
        {milder > 0 && <span class="muted"> and {countOf(milder, 'milder alarm')}</span>}
        <p>{reasonOf(worst, snapshot)}</p>
        <FiringIncident found={incidentOfAlarm(snapshot.incidents, worst)} />
      </div>
      <div class="firing-when">
        {changedAtMs !== undefined && <Since atMs={changedAtMs} />}
        {alarm.runbook !== undefined && <ExternalLink href={alarm.runbook}>Runbook</ExternalLink>}
      </div>
    </li>
  );
}

/** Alarms that an incident above explains: they are not what has to be looked at first. */
function Explained({ matters }: { readonly matters: readonly FiringMatter[] }) {
  return (
    <details class="fold firing-fold">
      <summary>
        {countOf(matters.length, 'more alarm')} {matters.length === 1 ? 'is' : 'are'} explained by an incident above
      </summary>
      <ul class="firing">
        {matters.map((matter) => (
          <FiringAlarm key={matter.worst.alarm.id} matter={matter} />
        ))}
      </ul>
    </details>
  );
}
