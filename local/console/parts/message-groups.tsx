import type { DeliveryGroup } from '../messages/delivery-groups.ts';
import { hrefOf } from '../route.ts';
import { TellBadge } from './badges.tsx';
import { Icon } from './icon.tsx';
import { At } from './time.tsx';

/** Alerts, each with the channels that it went to. */
export function MessageGroups({ groups }: { readonly groups: readonly DeliveryGroup[] }) {
  return (
    <ul class="rows">
      {groups.map(({ first, deliveries }) => (
        <li key={first.id} class="row-message">
          <div class="row-line">
            <TellBadge delivery={deliveries[0] ?? first} />
            <span class="muted">
              <At atMs={first.atMs} />
            </span>
          </div>
          <a href={hrefOf({ page: 'delivery', id: deliveries[0]?.id ?? first.id })}>{first.headline}</a>
          <p class="muted channel-icons">
            {deliveries.map(({ id, kind, channel }) => (
              <span key={id}>
                <Icon name={kind} size={13} /> {channel}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
