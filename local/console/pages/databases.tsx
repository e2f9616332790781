import { Empty, PageHead } from '../parts/card.tsx';
import { DatabaseTile } from '../parts/database-tile.tsx';
import { useSnapshot } from '../state/use-store.ts';

/** All databases that are watched. */
export function DatabasesPage() {
  const { databases } = useSnapshot();
  return (
    <>
      <PageHead title="Databases">
        <p class="sentence">Read through their statistics by a role that sees no rows of yours.</p>
      </PageHead>
      {databases.length === 0 ? (
        <Empty title="No database is watched">Add one under “databases” in the definition.</Empty>
      ) : (
        <ul class="tiles">
          {databases.map((database) => (
            <DatabaseTile key={database.id} database={database} />
          ))}
        </ul>
      )}
    </>
  );
}
