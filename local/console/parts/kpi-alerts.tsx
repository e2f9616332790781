import type { KpiVerdict } from '../../../shared/model/kpi-result.ts';
import type { KpiView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { capitalize } from '../text/format.ts';
import { periodsInShort } from '../text/rule-in-words.ts';
import { Badge, type Look, SeverityBadge, StateBadge } from './badges.tsx';
import { Card, Empty } from './card.tsx';

/** The alerts of a KPI: the condition of each, how the last run was judged and why, and the alarm that counts the runs. */
export function KpiAlerts({ kpi: { alerts, latest } }: { readonly kpi: KpiView }) {
  return (
    <Card title="Alerts">
      {alerts.length === 0 ? (
        <Empty title="No alert watches this number">Give it an “alert” in the definition.</Empty>
      ) : (
        <ul class="rows">
          {alerts.map(({ id, rule }) => (
            <Alert key={id} id={id} rule={rule} verdicts={latest?.verdicts ?? []} />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface AlertProps {
  readonly id: string;
  readonly rule: string;
  readonly verdicts: readonly KpiVerdict[];
}

function Alert({ id, rule, verdicts }: AlertProps) {
  const view = useSnapshot().alarms.find(({ alarm }) => alarm.id === id);
  const subject = view?.alarm.subject;
  const verdict = verdicts.find(({ alert }) => subject?.kind === 'kpi' && subject.alert === alert);
  return (
    <li class="row-alarm">
      <div>
        {view ? (
          <a class="strong" href={hrefOf({ page: 'alarm', id })}>
            {capitalize(rule)}
          </a>
        ) : (
          <span class="strong">{capitalize(rule)}</span>
        )}{' '}
        {view && <SeverityBadge severity={view.alarm.severity} />}
        {view && <p class="muted">{periodsInShort(view.alarm.rule)}</p>}
        {verdict && (
          <p>
            <Badge look={lookOf(verdict)} /> {capitalize(verdict.why)}
          </p>
        )}
      </div>
      {view && <StateBadge state={view.state} />}
    </li>
  );
}

function lookOf({ breached }: KpiVerdict): Look {
  if (breached === undefined) return { tone: 'quiet', icon: 'minus', word: 'Not judged' };
  return breached
    ? { tone: 'bad', icon: 'cross', word: 'Holds' }
    : { tone: 'ok', icon: 'check', word: 'Does not hold' };
}
