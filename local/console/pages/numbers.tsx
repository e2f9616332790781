import { Empty, PageHead } from '../parts/card.tsx';
import { NumberTile } from '../parts/number-tile.tsx';
import { useSnapshot } from '../state/use-store.ts';

/** All business numbers. */
export function NumbersPage() {
  const { kpis } = useSnapshot();
  return (
    <>
      <PageHead title="Numbers">
        <p class="sentence">What the business counts, asked of its databases and services.</p>
      </PageHead>
      {kpis.length === 0 ? (
        <Empty title="No number is watched">Add one under “kpis” in the definition.</Empty>
      ) : (
        <ul class="tiles">
          {kpis.map((kpi) => (
            <NumberTile key={kpi.id} kpi={kpi} />
          ))}
        </ul>
      )}
    </>
  );
}
