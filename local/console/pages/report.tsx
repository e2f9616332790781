import { useState } from 'preact/hooks';
import type { ReportView } from '../../api/types.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { PageHead } from '../parts/card.tsx';
import { ExternalLink } from '../parts/link.tsx';
import { Ago } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { NotFoundPage } from './not-found.tsx';

const reportsLink = { href: hrefOf({ page: 'reports' }), label: 'Reports' };

/** One report as its readers see it. */
export function ReportPage({ id }: { readonly id: string }) {
  const report = useSnapshot().reports.find((one) => one.id === id);
  return report ? <KnownReport report={report} /> : <NotFoundPage what={`report “${id}”`} back={reportsLink} />;
}

function KnownReport({ report }: { readonly report: ReportView }) {
  const { id, title, when, to } = report;
  const { api, generation } = useStore();
  // How often the frame was filled: the first filling may have been what wrote the report.
  const [fillings, setFillings] = useState(0);
  const [edition, setEdition] = useState(0);
  const loaded = useLoaded(`${id} ${fillings} ${generation.value}`, api.loadReports);
  const { writtenAtMs } = loaded.value?.find((one) => one.id === id) ?? report;
  const write = async (): Promise<void> => {
    await api.writeReport(id);
    setEdition((count) => count + 1);
  };
  const path = `/api/reports/${encodeURIComponent(id)}/html`;
  return (
    <>
      <PageHead
        title={title}
        back={reportsLink}
        actions={
          <>
            <ActionButton label="Write now" busyLabel="Writing…" act={write} />
            <ExternalLink href={new URL(path, location.origin).href}>Open alone</ExternalLink>
          </>
        }
      >
        <p class="sentence">
          Comes {when} to {to.join(', ')}.
          {writtenAtMs !== undefined && (
            <>
              {' '}
              This one was written <Ago atMs={writtenAtMs} />.
            </>
          )}
        </p>
      </PageHead>
      <iframe
        key={edition}
        class="report-frame"
        title={title}
        src={path}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        onLoad={() => setFillings((count) => count + 1)}
      />
    </>
  );
}
