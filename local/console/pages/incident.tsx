import { drillWord } from '../../../shared/alerting/headline.ts';
import type { IncidentView } from '../../api/types.ts';
import { Card, Empty, PageHead } from '../parts/card.tsx';
import { IncidentActions } from '../parts/incident-actions.tsx';
import { IncidentBadges } from '../parts/incident-badges.tsx';
import { IncidentEvidence } from '../parts/incident-evidence.tsx';
import { IncidentFacts } from '../parts/incident-facts.tsx';
import { ExternalLink } from '../parts/link.tsx';
import { RelatedAlarms } from '../parts/related-alarms.tsx';
import { RouteSteps } from '../parts/route-steps.tsx';
import { RunbookCard } from '../parts/runbook-card.tsx';
import { StoryCard } from '../parts/story-card.tsx';
import { At, Since } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { dashboardOf } from '../text/dashboard-of.ts';
import { capitalize } from '../text/format.ts';
import { isOpen, whyStepsEnd } from '../text/incident.ts';

const incidentsLink = { href: hrefOf({ page: 'incidents' }), label: 'Incidents' };

/** One incident: what is wrong, whose it is, what happened so far and what comes next. Old ones are asked for. */
export function IncidentPage({ id }: { readonly id: string }) {
  const { api, generation } = useStore();
  const known = useSnapshot().incidents.find((one) => one.id === id);
  const isKnown = known !== undefined;
  const { value, problem } = useLoaded(`${id} ${isKnown} ${generation.value}`, async () =>
    isKnown ? undefined : api.loadIncident(id),
  );
  const incident = known ?? value;
  if (incident) return <KnownIncident incident={incident} />;
  return (
    <PageHead title={problem === undefined ? 'Incident' : 'Not found'} back={incidentsLink}>
      <p class="sentence">{problem ?? 'Loading…'}</p>
    </PageHead>
  );
}

function KnownIncident({ incident }: { readonly incident: IncidentView }) {
  const { news, related, route, stepsDone, phase } = incident;
  const { runbookSteps = [], links } = news.opening;
  return (
    <>
      <IncidentHead incident={incident} />
      <div class="stack">
        <IncidentFacts incident={incident} />
        <div class="incident-columns">
          <div class="stack">
            <StoryCard incident={incident} />
            <RelatedAlarms related={related} />
          </div>
          <div class="stack">
            <RunbookCard steps={runbookSteps} url={links.find(({ label }) => label === 'Runbook')?.url} />
            <IncidentEvidence incident={incident} />
            <Card
              title={isOpen(incident) ? 'Who is told' : 'Who was told'}
              aside={`policy ${incident.policy}, + since it was announced`}
            >
              {route ? (
                <RouteSteps route={route} stepsDone={phase === 'held' ? 0 : stepsDone} ended={whyStepsEnd(incident)} />
              ) : (
                <Empty title="Its alarm is no longer in the plan" />
              )}
            </Card>
          </div>
        </div>
      </div>
    </>
  );
}

function IncidentHead({ incident }: { readonly incident: IncidentView }) {
  const { title, news, openedAtMs, resolved, drill } = incident;
  return (
    <>
      {drill && <DrillBanner drill={drill} />}
      <PageHead
        title={capitalize(title)}
        back={incidentsLink}
        badge={<IncidentBadges incident={incident} solid />}
        actions={<IncidentActions incident={incident} />}
      >
        <p class="sentence">
          {resolved ? (
            <>
              Opened <At atMs={openedAtMs} />, resolved <At atMs={resolved.atMs} />
            </>
          ) : (
            <>
              Open <Since atMs={openedAtMs} />
            </>
          )}
          : <strong>{news.opening.reason}</strong>
        </p>
        <IncidentLinks incident={incident} />
      </PageHead>
    </>
  );
}

function DrillBanner({ drill: { by, endsAtMs } }: { readonly drill: NonNullable<IncidentView['drill']> }) {
  return (
    <p class="drill-banner">
      <strong>{drillWord}</strong>
      <span>
        Nothing is wrong: {by} rehearses. It ends by itself at <At atMs={endsAtMs} />.
      </span>
    </p>
  );
}

function IncidentLinks({ incident: { alarmId, alarm, news } }: { readonly incident: IncidentView }) {
  const { alarms, dashboards, databases } = useSnapshot();
  const view = alarms.find((one) => one.alarm.id === alarmId || one.alarm.name === alarm);
  const dashboard = view && dashboardOf(view.alarm, { dashboards, databases });
  const elsewhere = news.opening.links.find(({ label }) => label === 'Dashboard')?.url;
  return (
    <p class="incident-links">
      {view && <a href={hrefOf({ page: 'alarm', id: view.alarm.id })}>Alarm</a>}
      {dashboard && <a href={hrefOf({ page: 'dashboard', id: dashboard.id })}>Dashboard “{dashboard.title}”</a>}
      {elsewhere !== undefined && <ExternalLink href={elsewhere}>Dashboard in CloudWatch</ExternalLink>}
    </p>
  );
}
