import { useId } from 'preact/hooks';
import type { LogWidget } from '../../../shared/model/dashboard.ts';
import { EvidenceRows } from '../parts/evidence-table.tsx';
import { useDatabase } from '../state/use-database.ts';
import { tableOfQuery } from './log-table.ts';

/** Rows of log lines: the tables of databases are drawn from what the watch itself knows, other queries only run on AWS. */
export function LogWidgetView({ properties: { title, query } }: { readonly properties: LogWidget['properties'] }) {
  const id = useId();
  const shown = tableOfQuery(query);
  return (
    <section class="widget-inner" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {shown === undefined ? (
        <p class="muted">CloudWatch Logs Insights fills this table on AWS; there are no log groups on this machine.</p>
      ) : (
        <TableOf {...shown} />
      )}
    </section>
  );
}

interface TableOfProps {
  readonly database: string;
  readonly table: string;
}

function TableOf({ database: id, table: name }: TableOfProps) {
  const { database, problem } = useDatabase(id);
  const table = database?.tables.find((one) => one.name === name);
  if (problem !== undefined) return <p class="problem">{problem}</p>;
  if (table) return <EvidenceRows table={table} />;
  return <p class="muted">{database === undefined ? 'This database is not in this environment.' : 'No rows yet.'}</p>;
}
