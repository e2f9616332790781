import type { Finding } from '../../../shared/model/finding.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { capitalize } from '../text/format.ts';
import { SeverityBadge } from './badges.tsx';
import { Card, Empty } from './card.tsx';
import { Ago } from './time.tsx';

interface FindingsProps {
  readonly title: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** What was found to be wrong: the culprit, the facts, and what to do about it. */
export function Findings({ title, findings }: FindingsProps) {
  return (
    <Card title={title} aside={findings.length > 1 ? 'worst first' : undefined}>
      {findings.length === 0 ? (
        <Empty title="Nothing is wrong">What a check finds stands here with its culprit and its remedy.</Empty>
      ) : (
        <ul class="rows findings">
          {findings.map((finding) => (
            <FindingItem key={finding.key} finding={finding} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }) {
  const { key, severity, title, reason, expected, actual, facts, remedy, atMs } = finding;
  const hasAlarm = useSnapshot().alarms.some(({ alarm }) => alarm.id === key);
  return (
    <li class={`finding finding-${severity}`}>
      <div class="finding-head">
        <SeverityBadge severity={severity} />
        <h3>
          {hasAlarm ? (
            <a class="strong" href={hrefOf({ page: 'alarm', id: key })}>
              {capitalize(title)}
            </a>
          ) : (
            capitalize(title)
          )}
        </h3>
        <span class="muted">
          <Ago atMs={atMs} />
        </span>
      </div>
      <p class="reason">{reason}</p>
      {(expected !== undefined || facts.length > 0) && (
        <dl class="finding-facts">
          {expected !== undefined && <Fact label="Expected" value={expected} />}
          {actual !== undefined && <Fact label="Actual" value={actual} />}
          {facts.map(({ label, value }) => (
            <Fact key={label} label={label} value={value} />
          ))}
        </dl>
      )}
      {remedy !== undefined && (
        <p class="finding-remedy">
          <strong>What to do:</strong> {remedy}
        </p>
      )}
    </li>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
