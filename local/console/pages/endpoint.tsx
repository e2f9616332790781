import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import type { EndpointView } from '../../api/types.ts';
import { lastingSince } from '../charts/intervals.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { OutcomeBadge } from '../parts/badges.tsx';
import { Card, Empty, Facts, PageHead } from '../parts/card.tsx';
import { CertificateCard } from '../parts/certificate-card.tsx';
import { ChecksTable } from '../parts/checks-table.tsx';
import { EndpointCharts } from '../parts/endpoint-charts.tsx';
import { ExternalLink } from '../parts/link.tsx';
import { ResultsTable } from '../parts/results-table.tsx';
import { SubjectAlarms } from '../parts/subject-alarms.tsx';
import { Ago, Since } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { mergeResults } from '../state/snapshot.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { capitalize, formatBytes, formatMilliseconds, formatPercent, formatSpan } from '../text/format.ts';
import { NotFoundPage } from './not-found.tsx';

const overviewLink = { href: hrefOf({ page: 'overview' }), label: 'Overview' };

/** The API keeps a day of one-minute results. */
const MOST_RESULTS = 1_440;

/** One endpoint: what it does now and why, and how it did before. */
export function EndpointPage({ id }: { readonly id: string }) {
  const endpoint = useSnapshot().endpoints.find((one) => one.id === id);
  return endpoint ? (
    <KnownEndpoint endpoint={endpoint} />
  ) : (
    <NotFoundPage what={`endpoint “${id}”`} back={overviewLink} />
  );
}

function KnownEndpoint({ endpoint }: { readonly endpoint: EndpointView }) {
  const { id } = endpoint;
  const { api, generation } = useStore();
  const loaded = useLoaded(`${id} ${generation.value}`, () => api.loadEndpoint(id));
  const known = loaded.value?.id === id ? loaded.value.results : [];
  const results = mergeResults(known, endpoint.results, MOST_RESULTS);
  return (
    <>
      <PageHead
        title={capitalize(endpoint.title)}
        back={overviewLink}
        badge={<OutcomeBadge outcome={endpoint.outcome} solid />}
        actions={<ActionButton label="Probe now" busyLabel="Probing…" act={() => api.probeNow(id)} />}
      >
        <Sentence endpoint={endpoint} results={results} />
      </PageHead>
      <div class="stack">
        <EndpointFacts endpoint={endpoint} />
        <EndpointCharts endpoint={endpoint} results={results} />
        <div class="columns">
          <div class="stack">
            <ChecksTable latest={endpoint.latest} />
            {endpoint.latest?.certificate && (
              <CertificateCard endpoint={endpoint} certificate={endpoint.latest.certificate} />
            )}
          </div>
          <SubjectAlarms ids={endpoint.alarms} what="endpoint" />
        </div>
        <Card title="Last results" aside="newest first">
          {results.length === 0 ? (
            <Empty title="No result yet">The first comes within {formatSpan(endpoint.everySeconds * 1_000)}.</Empty>
          ) : (
            <ResultsTable results={results} />
          )}
        </Card>
      </div>
    </>
  );
}

function Sentence({
  endpoint,
  results,
}: {
  readonly endpoint: EndpointView;
  readonly results: readonly ProbeResult[];
}) {
  const lasting = lastingSince(results);
  return (
    <p class="sentence">
      {lasting && (
        <>
          {capitalize(endpoint.outcome)} <Since atMs={lasting.fromMs} atLeast={lasting.atLeast} />:{' '}
        </>
      )}
      <strong>
        {endpoint.latest?.reason.replace(/^Up: /, '') ?? 'Nothing is known yet: the first probe has not run.'}
      </strong>
    </p>
  );
}

function EndpointFacts({ endpoint }: { readonly endpoint: EndpointView }) {
  const { latest, kind, target, everySeconds, availabilityPercent, runbook } = endpoint;
  return (
    <Facts
      entries={[
        ['Target', <span class="mono">{target}</span>],
        ['Kind', kind.toUpperCase()],
        ['Every', formatSpan(everySeconds * 1_000)],
        ['From', latest?.location],
        ['Last checked', latest && <Ago atMs={latest.startedAtMs} />],
        [
          'Latency',
          latest &&
            `${formatMilliseconds(latest.phases.totalMs)}${latest.errorBoundMs >= 0.1 ? ` (±${formatMilliseconds(latest.errorBoundMs)})` : ''}`,
        ],
        ['Available', availabilityPercent === undefined ? undefined : formatPercent(availabilityPercent)],
        ['Status', latest?.statusCode],
        ['Address', latest?.address && <span class="mono">{latest.address}</span>],
        ['Attempts', latest && latest.attempts > 1 ? latest.attempts : undefined],
        [
          'Body',
          latest?.bodyBytes === undefined
            ? undefined
            : `${formatBytes(latest.bodyBytes)}${latest.bodyTruncated ? ', cut' : ''}`,
        ],
        ['Redirects', latest?.redirects?.length ? latest.redirects.join(' → ') : undefined],
        ['Runbook', runbook && <ExternalLink href={runbook}>Open</ExternalLink>],
      ]}
    />
  );
}
