import type { RelatedAlarm } from '../../../shared/model/incident.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { capitalize, countOf } from '../text/format.ts';
import { Badge, stateLooks } from './badges.tsx';
import { Card } from './card.tsx';
import { useMoreRows } from './more-rows.tsx';
import { At } from './time.tsx';

/** The alarms that an incident explains: those that are still on first. */
export function RelatedAlarms({ related }: { readonly related: readonly RelatedAlarm[] }) {
  const { alarms } = useSnapshot();
  const sorted = related.toSorted(
    (a, b) => Number(a.overMs !== undefined) - Number(b.overMs !== undefined) || a.sinceMs - b.sinceMs,
  );
  const { shown, button } = useMoreRows(sorted, { first: 12, more: 100 });
  if (related.length === 0) return null;
  const on = related.filter(({ overMs }) => overMs === undefined).length;
  return (
    <Card
      class="related-card"
      title="Alarms that it explains"
      aside={on === related.length ? countOf(on, 'alarm') : `${on} of ${countOf(related.length, 'alarm')} still on`}
    >
      <ul class="related">
        {shown.map(({ alarm, title, sinceMs, overMs }) => {
          const id = alarms.find((view) => view.alarm.name === alarm)?.alarm.id;
          return (
            <li key={alarm}>
              <Badge look={stateLooks[overMs === undefined ? 'ALARM' : 'OK']} />
              {id === undefined ? (
                <span class="related-title">{capitalize(title)}</span>
              ) : (
                <a class="related-title" href={hrefOf({ page: 'alarm', id })}>
                  {capitalize(title)}
                </a>
              )}
              <span class="muted">
                <At atMs={sinceMs} />
                {overMs !== undefined && (
                  <>
                    {' – '}
                    <At atMs={overMs} />
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {button}
    </Card>
  );
}
