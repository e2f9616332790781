import type { ReportView } from '../../api/types.ts';
import { Empty, PageHead } from '../parts/card.tsx';
import { Ago } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';

/** All reports that are planned. */
export function ReportsPage() {
  const { api, generation } = useStore();
  const known = useSnapshot().reports;
  const reports = useLoaded(`${generation.value}`, api.loadReports).value ?? known;
  return (
    <>
      <PageHead title="Reports">
        <p class="sentence">Each comes by email by itself, and can be written and read here at any time.</p>
      </PageHead>
      {reports.length === 0 ? (
        <Empty title="No report is planned">Add one under “reports” in the definition.</Empty>
      ) : (
        <ul class="card-list">
          {reports.map((report) => (
            <ReportItem key={report.id} report={report} />
          ))}
        </ul>
      )}
    </>
  );
}

function ReportItem({ report: { id, title, when, to, writtenAtMs } }: { readonly report: ReportView }) {
  return (
    <li class="card">
      <a class="strong" href={hrefOf({ page: 'report', id })}>
        {title}
      </a>
      <p class="muted">{when}</p>
      <p class="muted">to {to.join(', ')}</p>
      <p class="muted">
        {writtenAtMs === undefined ? (
          'not written yet'
        ) : (
          <>
            written <Ago atMs={writtenAtMs} />
          </>
        )}
      </p>
    </li>
  );
}
