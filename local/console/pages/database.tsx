import type { DatabaseView, RefreshView } from '../../api/types.ts';
import { DatabaseBadge } from '../parts/badges.tsx';
import { Card, PageHead } from '../parts/card.tsx';
import { DatabaseCharts } from '../parts/database-charts.tsx';
import { DatabaseGauges } from '../parts/database-gauges.tsx';
import { summaryOf } from '../parts/database-tile.tsx';
import { EvidenceCards } from '../parts/evidence-table.tsx';
import { Findings } from '../parts/findings.tsx';
import { ReadingsCard } from '../parts/readings-card.tsx';
import { RunsCard } from '../parts/runs-card.tsx';
import { SubjectAlarms } from '../parts/subject-alarms.tsx';
import { Ago } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useDatabase } from '../state/use-database.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { capitalize } from '../text/format.ts';
import { NotFoundPage } from './not-found.tsx';

const databasesLink = { href: hrefOf({ page: 'databases' }), label: 'Databases' };

/** One database: what is wrong and why, its numbers over time, and the tables that tell where to look. */
export function DatabasePage({ id }: { readonly id: string }) {
  const { database, problem } = useDatabase(id);
  return database ? (
    <KnownDatabase database={database} problem={problem} />
  ) : (
    <NotFoundPage what={`database “${id}”`} back={databasesLink} />
  );
}

interface KnownDatabaseProps {
  readonly database: DatabaseView;
  /** Why its tables could not be loaded. */
  readonly problem: string | undefined;
}

function KnownDatabase({ database, problem }: KnownDatabaseProps) {
  const { findings, readings, tables, notes, runs, alarms } = database;
  return (
    <>
      <DatabaseHead database={database} />
      <div class="stack">
        {notes.length > 0 && <Notes notes={notes} />}
        <Findings title="Findings" findings={findings} />
        <div class="database-now">
          <DatabaseGauges database={database} />
          <ReadingsCard readings={readings} />
        </div>
        <DatabaseCharts database={database} />
        {problem !== undefined && <p class="problem">{problem}</p>}
        <EvidenceCards tables={tables} />
        <div class="columns">
          <div class="stack">
            <RunsCard title="Last runs" runs={runs} />
            <Refreshes database={database.id} />
          </div>
          <SubjectAlarms ids={alarms} what="database" />
        </div>
      </div>
    </>
  );
}

function DatabaseHead({ database }: { readonly database: DatabaseView }) {
  const { title, dashboard, atMs } = database;
  const hasDashboard = useSnapshot().dashboards.some(({ id }) => id === dashboard);
  return (
    <PageHead
      title={capitalize(title)}
      back={databasesLink}
      badge={<DatabaseBadge database={database} solid />}
      actions={
        hasDashboard && (
          <a class="button" href={hrefOf({ page: 'dashboard', id: dashboard })}>
            Dashboard
          </a>
        )
      }
    >
      <p class="sentence">
        <strong>{summaryOf(database)}</strong>
        {atMs !== undefined && (
          <>
            {' '}
            Sampled <Ago atMs={atMs} />.
          </>
        )}
      </p>
    </PageHead>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <Card title="What the monitor cannot see" class="notes">
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Card>
  );
}

/** The refreshes of the database's views. Their runs come with no event, so they are loaded again after each run of a job. */
function Refreshes({ database }: { readonly database: string }) {
  const { api, generation } = useStore();
  const { refreshes, watch } = useSnapshot();
  const ranAtMs = Math.max(0, ...watch.jobs.map(({ lastRunAtMs }) => lastRunAtMs ?? 0));
  const loaded = useLoaded(`${ranAtMs} ${generation.value}`, api.loadRefreshes);
  const own: readonly RefreshView[] = (loaded.value ?? refreshes).filter((refresh) => refresh.database === database);
  return (
    <>
      {own.map(({ id, title, runs }) => (
        <RunsCard key={id} title={`Refresh: ${title}`} runs={runs} />
      ))}
    </>
  );
}
