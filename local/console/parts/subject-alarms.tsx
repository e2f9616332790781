import type { AlarmState } from '../../../shared/model/alarm.ts';
import type { AlarmView } from '../../api/types.ts';
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

/** The order of the list. */
const states: readonly AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

/** So many alarms that are OK stand open in the list; more are folded away. */
const MOST_CALM = 3;

/** The alarms that speak about one thing, those that fire first; many that are OK are one line that opens. */
export function SubjectAlarms({ ids, what }: SubjectAlarmsProps) {
  const alarms = useSnapshot()
    .alarms.filter(({ alarm }) => ids.includes(alarm.id))
    .toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || bySeverityThen(a, b, 0));
  const calm = alarms.filter(({ state }) => state === 'OK');
  const folded = calm.length > MOST_CALM ? calm : [];
  const open = alarms.slice(0, alarms.length - folded.length);
  return (
    <Card title="Alarms" aside={alarms.length > 6 ? alarms.length : undefined}>
      {alarms.length === 0 && <Empty title={`No alarm watches this ${what}`} />}
      {open.length > 0 && <AlarmRows alarms={open} />}
      {folded.length > 0 && (
        <details class="fold">
          <summary>{folded.length} alarms are OK</summary>
          <AlarmRows alarms={folded} />
        </details>
      )}
    </Card>
  );
}

function AlarmRows({ alarms }: { readonly alarms: readonly AlarmView[] }) {
  const snapshot = useSnapshot();
  return (
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
  );
}
