import type { DatabaseView, KpiView } from '../../api/types.ts';
import { Badge, kpiLooks } from '../parts/badges.tsx';
import { Card, Empty, Facts, PageHead } from '../parts/card.tsx';
import { KpiAlerts } from '../parts/kpi-alerts.tsx';
import { KpiChart } from '../parts/kpi-chart.tsx';
import { KpiResults } from '../parts/kpi-results.tsx';
import { KpiRows } from '../parts/kpi-rows.tsx';
import { ExternalLink } from '../parts/link.tsx';
import { Ago } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { capitalize, formatMilliseconds, formatSpan } from '../text/format.ts';
import { formatKpi, kpiStanding, targetInWords } from '../text/kpi.ts';
import { NotFoundPage } from './not-found.tsx';

const numbersLink = { href: hrefOf({ page: 'numbers' }), label: 'Numbers' };

/** One business number: where it stands, how it went, how it was judged, and where it comes from. */
export function NumberPage({ id }: { readonly id: string }) {
  const kpi = useSnapshot().kpis.find((one) => one.id === id);
  return kpi ? <KnownNumber kpi={kpi} /> : <NotFoundPage what={`number “${id}”`} back={numbersLink} />;
}

function KnownNumber({ kpi }: { readonly kpi: KpiView }) {
  const { api, generation } = useStore();
  const { id, latest, everySeconds } = kpi;
  const loaded = useLoaded(`${id} ${latest?.atMs} ${generation.value}`, () => api.loadKpi(id));
  const results = loaded.value?.id === id ? loaded.value.results : kpi.results;
  return (
    <>
      <NumberHead kpi={kpi} />
      <div class="stack">
        <NumberFacts kpi={kpi} />
        <KpiChart kpi={kpi} />
        <KpiRows kpi={kpi} />
        <div class="columns">
          <KpiAlerts kpi={kpi} />
          <SourceCard source={kpi.source} />
        </div>
        <Card title="Last results" aside="newest first">
          {results.length === 0 ? (
            <Empty title="No result yet">The first comes within {formatSpan(everySeconds * 1_000)}.</Empty>
          ) : (
            <KpiResults kpi={kpi} results={results} />
          )}
        </Card>
      </div>
    </>
  );
}

function NumberHead({ kpi }: { readonly kpi: KpiView }) {
  const { title, description, latest } = kpi;
  return (
    <PageHead title={capitalize(title)} back={numbersLink} badge={<Badge look={kpiLooks[kpiStanding(kpi)]} solid />}>
      <p class="sentence">
        {description}{' '}
        <strong>{latest ? capitalize(latest.reason) : 'Nothing is known yet: the first run has not ended.'}</strong>
      </p>
    </PageHead>
  );
}

function NumberFacts({ kpi }: { readonly kpi: KpiView }) {
  const { latest, everySeconds, measures, better, target } = kpi;
  return (
    <Facts
      entries={[
        ['Value', <span class="figure-value">{latest?.value === undefined ? '–' : formatKpi(latest.value, kpi)}</span>],
        ['Target', targetInWords(kpi)],
        ['Better', target === undefined ? undefined : better],
        ['Measures', measures === 'age' ? 'the age of the newest' : undefined],
        ['Every', formatSpan(everySeconds * 1_000)],
        ['Last run', latest && <Ago atMs={latest.atMs} />],
        ['Took', latest && formatMilliseconds(latest.tookMs)],
      ]}
    />
  );
}

function SourceCard({ source: { kind, text, database } }: { readonly source: KpiView['source'] }) {
  const found = useSnapshot().databases.find(({ id, title }) => id === database || title === database);
  return (
    <Card title="Source" aside={kind === 'sql' ? <DatabaseLink name={database} found={found} /> : 'JSON answer'}>
      {kind === 'sql' ? (
        <pre class="statement">{text}</pre>
      ) : (
        <p class="mono">
          <ExternalLink href={text}>{text}</ExternalLink>
        </p>
      )}
    </Card>
  );
}

function DatabaseLink({
  name,
  found,
}: {
  readonly name: string | undefined;
  readonly found: DatabaseView | undefined;
}) {
  if (!found) return <>{name}</>;
  return <a href={hrefOf({ page: 'database', id: found.id })}>{found.title}</a>;
}
