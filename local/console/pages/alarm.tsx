import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { AlarmView } from '../../api/types.ts';
import { groupDeliveries } from '../messages/delivery-groups.ts';
import { AlarmChart } from '../parts/alarm-chart.tsx';
import { SeverityBadge, StateBadge, stateLooks } from '../parts/badges.tsx';
import { Card, Empty, Facts, PageHead } from '../parts/card.tsx';
import { DatapointStrip } from '../parts/datapoints.tsx';
import { DrillButton } from '../parts/drill-button.tsx';
import { Findings } from '../parts/findings.tsx';
import { FiringIncident } from '../parts/firing-incident.tsx';
import { Icon } from '../parts/icon.tsx';
import { ExternalLink } from '../parts/link.tsx';
import { MessageGroups } from '../parts/message-groups.tsx';
import { RouteCard } from '../parts/route-card.tsx';
import { Ago, At, Since } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { alarmInShort, alarmInWords } from '../text/alarm-in-words.ts';
import { alarmLabel, subjectPage } from '../text/alarm-label.ts';
import { reasonOf } from '../text/alarm-reason.ts';
import { unitOfAlarm } from '../text/alarm-unit.ts';
import { formatQuantity } from '../text/format.ts';
import { incidentOfAlarm } from '../text/incident.ts';
import { NotFoundPage } from './not-found.tsx';

const alarmsLink = { href: hrefOf({ page: 'alarms' }), label: 'Alarms' };

/** One alarm: its state and why, its rule in words, what it looked at, and what it did before. */
export function AlarmPage({ id }: { readonly id: string }) {
  const view = useSnapshot().alarms.find(({ alarm }) => alarm.id === id);
  return view ? <KnownAlarm view={view} /> : <NotFoundPage what={`alarm “${id}”`} back={alarmsLink} />;
}

function KnownAlarm({ view }: { readonly view: AlarmView }) {
  const { id } = view.alarm;
  const { api, generation } = useStore();
  const loaded = useLoaded(`${id} ${view.changedAtMs} ${generation.value}`, () => api.loadAlarm(id));
  const history = loaded.value?.alarm.id === id ? loaded.value.history : view.history;
  const findings = useSnapshot()
    .databases.flatMap((database) => database.findings)
    .filter(({ key }) => key === id);
  return (
    <>
      <AlarmHead view={view} />
      <div class="stack">
        {findings.length > 0 && <Findings title="Finding" findings={findings} />}
        <RuleCard view={view} />
        <AlarmChart view={view} history={history} />
        <RouteCard alarm={view.alarm} />
        <div class="columns">
          <MeaningCard alarm={view.alarm} />
          <HistoryCard history={history} />
        </div>
        <MessagesCard alarm={view.alarm} />
      </div>
    </>
  );
}

function AlarmHead({ view }: { readonly view: AlarmView }) {
  const snapshot = useSnapshot();
  const { alarm, state, changedAtMs } = view;
  const about = subjectPage(alarm.subject, snapshot);
  return (
    <PageHead
      title={alarmLabel(view, snapshot)}
      back={alarmsLink}
      badge={
        <>
          <StateBadge state={state} solid />
          <SeverityBadge severity={alarm.severity} />
        </>
      }
      actions={
        <>
          {about && (
            <a class="button" href={hrefOf(about.route)}>
              {about.label}
            </a>
          )}
          {snapshot.routes.some(({ alarmId }) => alarmId === alarm.id) && <DrillButton alarm={alarm.id} />}
          {alarm.runbook !== undefined && <ExternalLink href={alarm.runbook}>Runbook</ExternalLink>}
        </>
      }
    >
      <p class="sentence">
        {changedAtMs !== undefined && (
          <>
            {stateLooks[state].word} <Since atMs={changedAtMs} />:{' '}
          </>
        )}
        <strong>{reasonOf(view, snapshot)}</strong>
      </p>
      <FiringIncident found={incidentOfAlarm(snapshot.incidents, view)} />
    </PageHead>
  );
}

function RuleCard({ view: { alarm, datapoints, stateReason, evaluatedAtMs } }: { readonly view: AlarmView }) {
  const snapshot = useSnapshot();
  const unit = unitOfAlarm(alarm, snapshot.metrics);
  return (
    <Card
      title="Rule"
      aside={
        evaluatedAtMs !== undefined && (
          <>
            evaluated <Ago atMs={evaluatedAtMs} />
          </>
        )
      }
    >
      <p class="rule">{alarmInShort(alarm, snapshot)}</p>
      <p class="muted">{alarmInWords(alarm, snapshot)}</p>
      {datapoints.length === 0 ? (
        <Empty title="Not evaluated yet">
          The datapoints appear with the first evaluation, at the end of a period.
        </Empty>
      ) : (
        <DatapointStrip datapoints={datapoints} write={(value) => formatQuantity(value, unit)} />
      )}
      <p class="state-reason">
        <span class="muted">State reason (CloudWatch’s words, times in UTC): </span>
        {stateReason}
      </p>
    </Card>
  );
}

function MeaningCard({ alarm }: { readonly alarm: PlannedAlarm }) {
  return (
    <Card title="Meaning">
      <p>{alarm.meaning}</p>
      <Facts
        entries={[
          [
            'Missing data',
            <>
              <code>{alarm.rule.treatMissingData}</code>: {alarm.missingDataReason}
            </>,
          ],
          ['CloudWatch name', <span class="mono">{alarm.name}</span>],
          ['Region', alarm.region],
          ['Tells', <span class="mono">{alarm.topic}</span>],
        ]}
      />
    </Card>
  );
}

function HistoryCard({ history }: { readonly history: AlarmView['history'] }) {
  return (
    <Card title="History" aside="newest first">
      {history.length === 0 ? (
        <Empty title="No change yet">The first comes when there is enough data to decide.</Empty>
      ) : (
        <ol class="history">
          {history.map(({ atMs, from, to, reason }) => (
            <li key={atMs}>
              <At atMs={atMs} />
              <div>
                <span class="history-change">
                  <StateBadge state={from} /> <Icon name="arrow" size={12} />
                  <span class="visually-hidden">to</span> <StateBadge state={to} />
                </span>
                <p class="muted">{reason}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function MessagesCard({ alarm }: { readonly alarm: PlannedAlarm }) {
  const groups = groupDeliveries(useSnapshot().deliveries.filter(({ alarmName }) => alarmName === alarm.name));
  return (
    <Card title="Messages">
      {groups.length === 0 ? (
        <Empty title="No message about this alarm yet">The first goes out when it changes its state.</Empty>
      ) : (
        <MessageGroups groups={groups.slice(0, 10)} />
      )}
    </Card>
  );
}
