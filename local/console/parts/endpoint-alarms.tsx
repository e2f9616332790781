import type { EndpointView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { watchedAspect } from '../text/alarm-label.ts';
import { capitalize } from '../text/format.ts';
import { bySeverityThen } from '../text/overall.ts';
import { ruleInShort } from '../text/rule-in-words.ts';
import { SeverityBadge, StateBadge } from './badges.tsx';
import { Card, Empty } from './card.tsx';

/** The alarms that speak about an endpoint, those that fire first. */
export function EndpointAlarms({ endpoint }: { readonly endpoint: EndpointView }) {
  const alarms = useSnapshot()
    .alarms.filter(({ alarm }) => endpoint.alarms.includes(alarm.id))
    .toSorted((a, b) => bySeverityThen(a, b, 0))
    .toSorted((a, b) => Number(b.state === 'ALARM') - Number(a.state === 'ALARM'));
  return (
    <Card title="Alarms">
      {alarms.length === 0 ? (
        <Empty title="No alarm watches this endpoint" />
      ) : (
        <ul class="rows">
          {alarms.map(({ alarm, state }) => (
            <li key={alarm.id} class="row-alarm">
              <div>
                <a class="strong" href={hrefOf({ page: 'alarm', id: alarm.id })}>
                  {capitalize(state === 'ALARM' ? alarm.title : watchedAspect(alarm))}
                </a>{' '}
                <SeverityBadge severity={alarm.severity} />
                <p class="muted">{ruleInShort(alarm.rule)}</p>
              </div>
              <StateBadge state={state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
