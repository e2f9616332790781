import { useId } from 'preact/hooks';
import type { AlarmWidget } from '../../../shared/model/dashboard.ts';
import type { AlarmView } from '../../api/types.ts';
import { stateLooks } from '../parts/badges.tsx';
import { Icon } from '../parts/icon.tsx';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { alarmLabel } from '../text/alarm-label.ts';

/** The states of the alarms that a widget names by ARN, those in alarm first. */
export function AlarmWidgetView({
  properties: { title, alarms: arns },
}: {
  readonly properties: AlarmWidget['properties'];
}) {
  const { alarms } = useSnapshot();
  const id = useId();
  const named = arns.map((arn) => {
    const name = alarmNameOf(arn);
    return { name, view: alarms.find(({ alarm }) => alarm.name === name) };
  });
  const shown = named.toSorted((a, b) => Number(b.view?.state === 'ALARM') - Number(a.view?.state === 'ALARM'));
  return (
    <section class="widget-inner" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="alarm-chips">
        {shown.map(({ name, view }) => (
          <li key={name}>
            {view ? <Chip view={view} /> : <span class="muted">{name} is not in this environment</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chip({ view }: { readonly view: AlarmView }) {
  const { alarm, state } = view;
  const label = alarmLabel(view, useSnapshot());
  const { tone, icon, word } = stateLooks[state];
  return (
    <a class={`tone-${tone}`} href={hrefOf({ page: 'alarm', id: alarm.id })} title={`${word}: ${label}`}>
      <Icon name={icon} size={14} />
      <span class="visually-hidden">{word}: </span>
      <span>{label}</span>
    </a>
  );
}

/** `arn:aws:cloudwatch:eu-central-1:123456789012:alarm:name` -> `name`, which may hold colons itself. */
function alarmNameOf(arn: string): string {
  return arn.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
}
