import { groupDeliveries } from '../messages/delivery-groups.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { Card, Empty } from './card.tsx';
import { MessageGroups } from './message-groups.tsx';

/** The last alerts with the channels that each went to. */
export function RecentMessages() {
  const groups = groupDeliveries(useSnapshot().deliveries).slice(0, 4);
  return (
    <Card title="Latest messages" aside={groups.length > 0 ? <a href={hrefOf({ page: 'inbox' })}>Inbox</a> : undefined}>
      {groups.length === 0 ? (
        <Empty title="No message yet">The first goes out when an alarm changes its state.</Empty>
      ) : (
        <MessageGroups groups={groups} />
      )}
    </Card>
  );
}
