import type { DeliveryView } from '../../api/types.ts';
import { Badge, resultLooks, SeverityBadge, TellBadge } from '../parts/badges.tsx';
import { Facts, PageHead } from '../parts/card.tsx';
import { Icon } from '../parts/icon.tsx';
import { At } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useSnapshot, useZonedTime } from '../state/use-store.ts';
import { groupDeliveries } from './delivery-groups.ts';
import { EmailView } from './email-view.tsx';
import { PagerDutyView } from './pagerduty-view.tsx';
import { SlackView } from './slack-view.tsx';
import { SmsView } from './sms-view.tsx';
import { TeamsView } from './teams-view.tsx';
import { WebhookView } from './webhook-view.tsx';

const routes = {
  policy: 'Policy: chosen by the alert’s policy, sent by the alert router',
  test: 'Test: of the channel itself, whatever the alarms say',
  backstop: 'Backstop: CloudWatch’s own text straight through SNS, so that a broken router silences no critical alert',
} as const satisfies Record<DeliveryView['route'], string>;

/** One delivery: what became of it, and the message as its receiver sees it. */
export function DeliveryPane({ delivery, level }: { readonly delivery: DeliveryView; readonly level: 1 | 2 }) {
  const { deliveries, alarms } = useSnapshot();
  const { id, kind, headline, severity, route, to, result, attempts, problem, channel, alarmName, atMs } = delivery;
  const group = groupDeliveries(deliveries).find((one) => one.deliveries.some((other) => other.id === id));
  const alarm = alarms.find((view) => view.alarm.name === alarmName)?.alarm;
  const time = useZonedTime();
  return (
    <article class="delivery" aria-label={headline}>
      <PageHead
        title={headline}
        level={level}
        back={{ href: hrefOf({ page: 'inbox' }), label: 'Inbox' }}
        badge={
          <>
            <TellBadge delivery={delivery} />
            <SeverityBadge severity={severity} />
          </>
        }
      />
      {group && group.deliveries.length > 1 && (
        <nav class="channel-tabs" aria-label="The same alert in its channels">
          {group.deliveries.map((other) => (
            <a
              key={other.id}
              href={hrefOf({ page: 'delivery', id: other.id })}
              aria-current={other.id === id ? 'page' : undefined}
            >
              <Icon name={other.kind} /> {other.channel}
              {other.route === 'backstop' && <span class="tag">Backstop</span>}
            </a>
          ))}
        </nav>
      )}
      <div class={`stage stage-${kind}`}>
        <Message delivery={delivery} />
        <Facts
          entries={[
            ['Result', <Badge look={resultLooks[result]} />],
            ['Attempts', attempts],
            [result === 'rehearsed' ? 'Note' : 'Problem', problem],
            ['Channel', channel],
            ['To', to.length === 0 ? undefined : to.join(', ')],
            ['Route', routes[route]],
            ['Alarm', alarm ? <a href={hrefOf({ page: 'alarm', id: alarm.id })}>{alarm.title}</a> : alarmName],
            [
              'At',
              <span title={time.full(atMs)}>
                <At atMs={atMs} />
              </span>,
            ],
          ]}
        />
      </div>
    </article>
  );
}

function Message({ delivery }: { readonly delivery: DeliveryView }) {
  const { content, to, atMs } = delivery;
  switch (content.shape) {
    case 'email':
      return <EmailView subject={content.subject} text={content.text} to={to} atMs={atMs} />;
    case 'sms':
      return <SmsView text={content.text} atMs={atMs} />;
    case 'slack':
      return <SlackView body={content.body} atMs={atMs} />;
    case 'pagerduty':
      return <PagerDutyView body={content.body} />;
    case 'teams':
      return <TeamsView body={content.body} atMs={atMs} />;
    case 'webhook':
      return <WebhookView body={content.body} />;
  }
}
