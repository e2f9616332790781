import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { alarmInShort } from '../text/alarm-in-words.ts';
import { watchedAspect } from '../text/alarm-label.ts';
import { capitalize } from '../text/format.ts';
import { bySeverityThen } from '../text/overall.ts';
import { SeverityBadge, StateBadge } from './badges.tsx';
import { Card, Empty } from './card.tsx';

interface SubjectAlarmsProps {
  /** Ids of the alarms that speak about it. */
  readonly ids: readonly string[];
  /** What it is, e.g. `endpoint`. */
  readonly what: string;
}

/** The alarms that speak about one thing, those that fire first. */
export function SubjectAlarms({ ids, what }: SubjectAlarmsProps) {
  const snapshot = useSnapshot();
  const alarms = snapshot.alarms
    .filter(({ alarm }) => ids.includes(alarm.id))
    .toSorted((a, b) => bySeverityThen(a, b, 0))
    .toSorted((a, b) => Number(b.state === 'ALARM') - Number(a.state === 'ALARM'));
  return (
    <Card title="Alarms" aside={alarms.length > 6 ? alarms.length : undefined}>
      {alarms.length === 0 ? (
        <Empty title={`No alarm watches this ${what}`} />
      ) : (
        <ul class="rows">
          {alarms.map(({ alarm, state }) => (
            <li key={alarm.id} class="row-alarm">
              <div>
                <a class="strong" href={hrefOf({ page: 'alarm', id: alarm.id })}>
                  {capitalize(state === 'ALARM' ? alarm.title : watchedAspect(alarm, snapshot))}
                </a>{' '}
                <SeverityBadge severity={alarm.severity} />
                <p class="muted">{alarmInShort(alarm, snapshot)}</p>
              </div>
              <StateBadge state={state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
