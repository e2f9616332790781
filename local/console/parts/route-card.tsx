import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { Card, Empty } from './card.tsx';
import { RouteBlock } from './route-block.tsx';

/** People change at handovers and offices close: what is shown for now is loaded again this often, on the watch's clock. */
export const routesAreFreshMs = 300_000;

/** Who is told if an alarm goes on now. */
export function RouteCard({ alarm: { id } }: { readonly alarm: PlannedAlarm }) {
  const { api, generation, nowMs } = useStore();
  const known = useSnapshot().routes.find(({ alarmId }) => alarmId === id);
  const isRouted = known !== undefined;
  const freshness = Math.floor(nowMs.value / routesAreFreshMs);
  const loaded = useLoaded(`${id} ${freshness} ${generation.value}`, async () =>
    isRouted ? api.loadRoute(id) : undefined,
  );
  const route = loaded.value ?? known;
  return (
    <Card
      title="Who is told"
      aside={
        route && (
          <>
            policy <a href={hrefOf({ page: 'policies' })}>{route.policy}</a>
            {route.owner !== undefined && `, owner ${route.owner}`}, if it goes on now
          </>
        )
      }
    >
      {route ? (
        <>
          <RouteBlock route={route} />
          {route.dependsOn.length > 0 && (
            <p class="muted">No incident of its own while {quoteAll(route.dependsOn)} is on.</p>
          )}
        </>
      ) : (
        <Empty title="No policy routes it">
          It is about the watch itself: it goes straight to the backstop, and not through what it watches.
        </Empty>
      )}
    </Card>
  );
}

const quoteAll = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join(' or ');
