import { useState } from 'preact/hooks';
import type { RouteView } from '../../api/types.ts';
import { SeverityBadge } from '../parts/badges.tsx';
import { Card, Choices, Empty, PageHead } from '../parts/card.tsx';
import { Icon } from '../parts/icon.tsx';
import { useMoreRows } from '../parts/more-rows.tsx';
import { RouteBlock, RouteDifference } from '../parts/route-block.tsx';
import { routesAreFreshMs } from '../parts/route-card.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore, useZonedTime } from '../state/use-store.ts';
import { capitalize, countOf } from '../text/format.ts';
import { groupRoutes, problemsOf, type RouteGroup, type RouteVariant } from '../text/route-groups.ts';
import { readWallClock, wallClock } from '../text/wall-clock.ts';

/** Who is told of which alarm, step by step, for now and for any other moment. */
export function PoliciesPage() {
  const { routes: known } = useSnapshot();
  const [atMs, setAt] = useState<number>();
  const { routes, problem } = useRoutes(atMs);
  const groups = groupRoutes(routes);
  const holes = routes.filter((route) => problemsOf(route).length > 0).length;
  return (
    <>
      <PageHead title="Policies">
        <p class="sentence">
          What happens if an alarm goes on and nobody acknowledges it: every step with its clock, and whom it reaches.
        </p>
      </PageHead>
      {known.length === 0 ? (
        <Empty title="No alarm is routed">
          Every endpoint, database and number brings alarms, and each follows a policy.
        </Empty>
      ) : (
        <>
          <MomentChooser atMs={atMs} onChoose={setAt} />
          {problem !== undefined && <p class="problem">{problem}</p>}
          <p class={holes > 0 ? 'route-problems' : 'visually-hidden'} role="status">
            {holes > 0 && (
              <>
                <Icon name="down" size={16} /> <strong>{capitalize(countOf(holes, 'alarm'))}</strong> would not reach
                everybody whom the policy names at this moment.
              </>
            )}
          </p>
          <div class="stack">
            {groups.map((group) => (
              <PolicyCard key={group.policy} group={group} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** The routes of a moment; while they are loaded, those that were shown before. */
function useRoutes(atMs: number | undefined): { readonly routes: readonly RouteView[]; readonly problem?: string } {
  const { api, generation, nowMs } = useStore();
  const known = useSnapshot().routes;
  const moment = atMs === undefined ? `now ${Math.floor(nowMs.value / routesAreFreshMs)}` : `at ${atMs}`;
  const { value, problem } = useLoaded(`${moment} ${generation.value}`, () => api.loadRoutes(atMs));
  return { routes: value ?? known, ...(problem !== undefined && { problem }) };
}

interface MomentChooserProps {
  readonly atMs: number | undefined;
  readonly onChoose: (atMs: number | undefined) => void;
}

function MomentChooser({ atMs, onChoose }: MomentChooserProps) {
  const { timeZone } = useSnapshot().watch;
  const { nowMs } = useStore();
  const time = useZonedTime();
  return (
    <search class="filters moment" aria-label="Moment">
      <Choices
        label="When it goes on"
        chosen={atMs === undefined ? 'now' : 'other'}
        onChoose={(choice) => onChoose(choice === 'now' ? undefined : nowMs.peek())}
        choices={[
          { value: 'now' as 'now' | 'other', label: 'If it goes on now' },
          { value: 'other', label: 'At another moment' },
        ]}
      />
      {atMs !== undefined && (
        <label class="moment-field">
          <span class="visually-hidden">Moment, {timeZone}</span>
          <input
            type="datetime-local"
            value={wallClock(atMs, timeZone)}
            onChange={({ currentTarget }) => {
              const chosen = readWallClock(currentTarget.value, timeZone);
              if (chosen !== undefined) onChoose(chosen);
            }}
          />
          <span class="muted">
            {time.weekday(atMs)}, {timeZone}
          </span>
        </label>
      )}
    </search>
  );
}

function PolicyCard({ group: { policy, variants } }: { readonly group: RouteGroup }) {
  const count = variants.reduce((sum, { alarms }) => sum + alarms.length, 0);
  const [usual] = variants;
  return (
    <Card title={policy} class="policy" aside={countOf(count, 'alarm')}>
      {variants.map((variant) => (
        <Variant key={variant.route.alarmId} variant={variant} usual={variant === usual ? undefined : usual?.route} />
      ))}
    </Card>
  );
}

interface VariantProps {
  readonly variant: RouteVariant;
  /** What most alarms of the policy follow, where these do not. */
  readonly usual: RouteView | undefined;
}

function Variant({ variant: { route, alarms }, usual }: VariantProps) {
  const { shown, button } = useMoreRows(alarms, { first: 6, more: 200 });
  return (
    <section class="variant">
      {usual && <h3>{alarms.length === 1 ? 'One alarm is' : `${alarms.length} alarms are`} told differently</h3>}
      {usual ? <RouteDifference route={route} usual={usual} /> : <RouteBlock route={route} />}
      <div>
        <ul class="policy-alarms">
          {shown.map(({ alarmId, title, severity, owner, dependsOn }) => (
            <li key={alarmId}>
              <SeverityBadge severity={severity} />
              <div>
                <a href={hrefOf({ page: 'alarm', id: alarmId })}>{capitalize(title)}</a>
                {owner !== undefined && <span class="muted"> owner {owner}</span>}
                {dependsOn.length > 0 && <p class="muted">not while “{dependsOn.join('” or “')}”</p>}
              </div>
            </li>
          ))}
        </ul>
        {button}
      </div>
    </section>
  );
}
