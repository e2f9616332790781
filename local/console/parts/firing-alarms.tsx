import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { alarmLabel } from '../text/alarm-label.ts';
import { reasonOf } from '../text/alarm-reason.ts';
import { countOf } from '../text/format.ts';
import { type FiringMatter, firingMatters, sumUp } from '../text/overall.ts';
import { outcomeLooks, SeverityBadge } from './badges.tsx';
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

/** The first thing to read: how things stand, and every alarm that is firing. */
export function FiringAlarms() {
  const snapshot = useSnapshot();
  const { alarms } = snapshot;
  const overall = sumUp(snapshot, alarms);
  const firing = firingMatters(alarms);
  return (
    <section class={`overall tone-${overall.tone}`} aria-labelledby="overall-title">
      <div class="overall-head">
        <Icon name={icons[overall.tone]} size={30} />
        <div>
          <h1 id="overall-title">{overall.headline}</h1>
          <p>{overall.alarms}</p>
        </div>
      </div>
      {firing.length > 0 && (
        <ul class="firing">
          {firing.map((matter) => (
            <FiringAlarm key={matter.worst.alarm.id} matter={matter} />
          ))}
        </ul>
      )}
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
      </div>
      <div class="firing-when">
        {changedAtMs !== undefined && <Since atMs={changedAtMs} />}
        {alarm.runbook !== undefined && <ExternalLink href={alarm.runbook}>Runbook</ExternalLink>}
      </div>
    </li>
  );
}
