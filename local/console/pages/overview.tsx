import type { EndpointView } from '../../api/types.ts';
import { Empty } from '../parts/card.tsx';
import { EndpointTile } from '../parts/endpoint-tile.tsx';
import { FaultPanel } from '../parts/fault-panel.tsx';
import { FiringAlarms } from '../parts/firing-alarms.tsx';
import { Heartbeats } from '../parts/heartbeats.tsx';
import { RecentMessages } from '../parts/recent-messages.tsx';
import { useSnapshot } from '../state/use-store.ts';

/** How everything stands: alarms first, then a tile for each endpoint. */
export function OverviewPage() {
  const { watch, endpoints } = useSnapshot();
  return (
    <>
      <FiringAlarms />
      <div class="with-side">
        <div class="stack">
          {endpoints.length === 0 ? (
            <Empty title="No endpoint is watched">Add one under “endpoints” in the definition and start again.</Empty>
          ) : (
            [...groupsOf(endpoints)].map(([group, members]) => (
              <TileGroup key={group} title={group} endpoints={members} />
            ))
          )}
          <Heartbeats />
        </div>
        <aside class="stack" aria-label="Faults and messages">
          {watch.target && <FaultPanel target={watch.target} />}
          <RecentMessages />
        </aside>
      </div>
    </>
  );
}

function groupsOf(endpoints: readonly EndpointView[]): ReadonlyMap<string, readonly EndpointView[]> {
  return Map.groupBy(endpoints, ({ group }) => group ?? 'Endpoints');
}

function TileGroup({ title, endpoints }: { readonly title: string; readonly endpoints: readonly EndpointView[] }) {
  return (
    <section class="tile-group">
      <h2>{title}</h2>
      <ul class="tiles">
        {endpoints.map((endpoint) => (
          <EndpointTile key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </section>
  );
}
