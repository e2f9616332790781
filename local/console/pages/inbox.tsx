import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeliveryView } from '../../api/types.ts';
import { channelKindLabels, channelKindOrder } from '../messages/channel-kinds.ts';
import { type DeliveryGroup, groupDeliveries } from '../messages/delivery-groups.ts';
import { DeliveryPane } from '../messages/delivery-pane.tsx';
import { ResultBadge, SeverityBadge, TellBadge } from '../parts/badges.tsx';
import { Choices, Empty, PageHead } from '../parts/card.tsx';
import { Icon } from '../parts/icon.tsx';
import { At } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { usePageTitle } from '../state/use-page-title.ts';
import { useSnapshot } from '../state/use-store.ts';

type Kind = DeliveryView['kind'];

const kinds: readonly { readonly value: Kind | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  ...channelKindOrder.map((value) => ({ value, label: channelKindLabels[value] })),
];

/** Every message that went out, or would have, and the chosen one (at first the newest) as its receiver sees it. */
export function InboxPage({ id }: { readonly id?: string }) {
  const { deliveries } = useSnapshot();
  const newestAtFirst = useRef<string>(undefined);
  newestAtFirst.current ??= groupDeliveries(deliveries)[0]?.deliveries[0]?.id;
  const openId = id ?? newestAtFirst.current;
  const opened = deliveries.find((delivery) => delivery.id === openId);
  const pane = usePaneFocus(id);
  return (
    <div class={`inbox${id === undefined ? '' : ' inbox-opened'}`}>
      <DeliveryList deliveries={deliveries} openId={openId} isTitled={id === undefined} />
      <div class="inbox-pane" ref={pane} tabIndex={-1}>
        {opened && <DeliveryPane delivery={opened} level={id === undefined ? 2 : 1} />}
        {!opened && id !== undefined && (
          <PageHead title="Not found" back={{ href: hrefOf({ page: 'inbox' }), label: 'Inbox' }}>
            <p>There is no message “{id}”. The watch keeps the last 500 since its start.</p>
          </PageHead>
        )}
      </div>
    </div>
  );
}

/** Where the page is too narrow for list and message, opening a message hides the list: the focus goes along. */
function usePaneFocus(id: string | undefined) {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = pane.current?.previousElementSibling;
    if (id === undefined || !list || getComputedStyle(list).display !== 'none') return;
    window.scrollTo(0, 0);
    pane.current?.focus({ preventScroll: true });
  }, [id]);
  return pane;
}

interface DeliveryListProps {
  readonly deliveries: readonly DeliveryView[];
  readonly openId: string | undefined;
  /** Whether the list is what the page is about, so that its title is the page's. */
  readonly isTitled: boolean;
}

function DeliveryList({ deliveries, openId, isTitled }: DeliveryListProps) {
  const [kind, setKind] = useState<Kind | 'all'>('all');
  usePageTitle(isTitled ? 'Inbox' : undefined);
  const shown = deliveries.filter((delivery) => kind === 'all' || delivery.kind === kind);
  return (
    <div class="inbox-list">
      {isTitled ? <h1>Inbox</h1> : <p class="inbox-title">Inbox</p>}
      <p class="muted">Each message as its receiver sees it. What is “rehearsed” was composed here and not sent.</p>
      <Choices label="Channel" choices={kinds} chosen={kind} onChoose={setKind} />
      {shown.length === 0 ? (
        <Empty title="No message">
          {deliveries.length === 0
            ? 'The first comes when an alarm changes its state: break something on the overview, and wait for the alarm to see it.'
            : 'No message went by this channel yet.'}
        </Empty>
      ) : (
        <ul class="inbox-groups">
          {groupDeliveries(shown).map((group) => (
            <Group key={group.first.id} group={group} openId={openId} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Group({
  group: { first, deliveries },
  openId,
}: {
  readonly group: DeliveryGroup;
  readonly openId: string | undefined;
}) {
  return (
    <li class="inbox-group">
      <div class="row-line">
        <span class="row-badges">
          <TellBadge delivery={deliveries[0] ?? first} />
          <SeverityBadge severity={first.severity} />
        </span>
        <span class="muted">
          <At atMs={first.atMs} />
        </span>
      </div>
      <p class="strong">{first.headline}</p>
      <ul>
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <DeliveryLink delivery={delivery} isOpen={delivery.id === openId} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function DeliveryLink({
  delivery: { id, kind, channel, route, result, attempts },
  isOpen,
}: {
  readonly delivery: DeliveryView;
  readonly isOpen: boolean;
}) {
  return (
    <a class="delivery-link" href={hrefOf({ page: 'delivery', id })} aria-current={isOpen ? 'page' : undefined}>
      <Icon name={kind} />
      <span>{channel}</span>
      {route === 'backstop' && <span class="tag">Backstop</span>}
      <span class="delivery-result">
        <ResultBadge result={result} attempts={attempts} />
      </span>
    </a>
  );
}
