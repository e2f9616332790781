import type { ComponentChildren } from 'preact';
import type { EndpointView } from '../../api/types.ts';
import { Empty } from '../parts/card.tsx';
import { DatabaseTile } from '../parts/database-tile.tsx';
import { EndpointTile } from '../parts/endpoint-tile.tsx';
import { FaultPanel } from '../parts/fault-panel.tsx';
import { FiringAlarms } from '../parts/firing-alarms.tsx';
import { Heartbeats } from '../parts/heartbeats.tsx';
import { NumberTile } from '../parts/number-tile.tsx';
import { RecentMessages } from '../parts/recent-messages.tsx';
import { usePageTitle } from '../state/use-page-title.ts';
import { useSnapshot } from '../state/use-store.ts';

/** How everything stands: alarms first, then a tile for each endpoint, database and number. */
export function OverviewPage() {
  const { watch, endpoints, databases, kpis } = useSnapshot();
  usePageTitle('Overview');
  return (
    <>
      <FiringAlarms />
      <div class="with-side">
        <div class="stack">
          {endpoints.length + databases.length + kpis.length === 0 && (
            <Empty title="Nothing is watched">
              Add an endpoint under “endpoints” in the definition and start again.
            </Empty>
          )}
          {[...groupsOf(endpoints)].map(([group, members]) => (
            <TileGroup key={group} title={group}>
              {members.map((endpoint) => (
                <EndpointTile key={endpoint.id} endpoint={endpoint} />
              ))}
            </TileGroup>
          ))}
          {databases.length > 0 && (
            <TileGroup title="Databases">
              {databases.map((database) => (
                <DatabaseTile key={database.id} database={database} />
              ))}
            </TileGroup>
          )}
          {kpis.length > 0 && (
            <TileGroup title="Numbers">
              {kpis.map((kpi) => (
                <NumberTile key={kpi.id} kpi={kpi} />
              ))}
            </TileGroup>
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

function TileGroup({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="tile-group">
      <h2>{title}</h2>
      <ul class="tiles">{children}</ul>
    </section>
  );
}
