import { Empty, PageHead } from '../parts/card.tsx';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { countOf } from '../text/format.ts';

/** All dashboards that a deploy creates. */
export function DashboardsPage() {
  const { dashboards } = useSnapshot();
  return (
    <>
      <PageHead title="Dashboards">
        <p class="sentence">Drawn from the very bodies that a deploy gives to CloudWatch.</p>
      </PageHead>
      {dashboards.length === 0 ? (
        <Empty title="No dashboard is planned">Add one under “dashboards” in the definition.</Empty>
      ) : (
        <ul class="card-list">
          {dashboards.map(({ id, title, name, body }) => (
            <li key={id} class="card">
              <a class="strong" href={hrefOf({ page: 'dashboard', id })}>
                {title}
              </a>
              <p class="muted mono">{name}</p>
              <p class="muted">{countOf(body.widgets.length, 'widget')}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
