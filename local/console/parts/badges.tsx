import type { AlarmState } from '../../../shared/model/alarm.ts';
import type { TellKind } from '../../../shared/model/incident.ts';
import type { JobRunRecord } from '../../../shared/model/job-run.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { DatabaseView, DeliveryView, EndpointView } from '../../api/types.ts';
import type { KpiStanding } from '../text/kpi.ts';
import { Icon, type IconName } from './icon.tsx';

/** What a state looks like: a tone (its colour), a shape and a word, so that colour is never the only sign. */
export interface Look {
  readonly tone: 'ok' | 'warn' | 'bad' | 'unknown' | 'info' | 'quiet';
  readonly icon: IconName;
  readonly word: string;
}

export const outcomeLooks = {
  up: { tone: 'ok', icon: 'up', word: 'Up' },
  degraded: { tone: 'warn', icon: 'degraded', word: 'Degraded' },
  down: { tone: 'bad', icon: 'down', word: 'Down' },
  unknown: { tone: 'unknown', icon: 'unknown', word: 'Unknown' },
  pending: { tone: 'quiet', icon: 'pending', word: 'Pending' },
} as const satisfies Record<EndpointView['outcome'], Look>;

export const stateLooks = {
  ALARM: { tone: 'bad', icon: 'bell', word: 'In alarm' },
  OK: { tone: 'ok', icon: 'up', word: 'OK' },
  INSUFFICIENT_DATA: { tone: 'quiet', icon: 'pending', word: 'Insufficient data' },
} as const satisfies Record<AlarmState, Look>;

export const severityLooks = {
  critical: { tone: 'bad', icon: 'down', word: 'Critical' },
  warning: { tone: 'warn', icon: 'degraded', word: 'Warning' },
  info: { tone: 'info', icon: 'unknown', word: 'Info' },
} as const satisfies Record<Severity, Look>;

export const databaseLooks = {
  healthy: { tone: 'ok', icon: 'up', word: 'Healthy' },
  degraded: { tone: 'warn', icon: 'degraded', word: 'Degraded' },
  failing: { tone: 'bad', icon: 'down', word: 'Failing' },
  unknown: { tone: 'unknown', icon: 'unknown', word: 'Unknown' },
  pending: { tone: 'quiet', icon: 'pending', word: 'Pending' },
} as const satisfies Record<DatabaseView['state'] | 'pending', Look>;

export const kpiLooks = {
  pending: { tone: 'quiet', icon: 'pending', word: 'Pending' },
  failed: { tone: 'bad', icon: 'cross', word: 'No answer' },
  empty: { tone: 'quiet', icon: 'minus', word: 'No value' },
  breached: { tone: 'bad', icon: 'bell', word: 'Alert holds' },
  reached: { tone: 'ok', icon: 'check', word: 'On target' },
  missed: { tone: 'warn', icon: 'degraded', word: 'Off target' },
  measured: { tone: 'quiet', icon: 'check', word: 'Measured' },
} as const satisfies Record<KpiStanding, Look>;

export const runLooks = {
  completed: { tone: 'ok', icon: 'check', word: 'Completed' },
  error: { tone: 'bad', icon: 'cross', word: 'Error' },
} as const satisfies Record<JobRunRecord['status'], Look>;

export const resultLooks = {
  delivered: { tone: 'ok', icon: 'check', word: 'Delivered' },
  rehearsed: { tone: 'quiet', icon: 'check', word: 'Rehearsed' },
  rejected: { tone: 'bad', icon: 'cross', word: 'Rejected' },
  'gave-up': { tone: 'bad', icon: 'cross', word: 'Gave up' },
} as const satisfies Record<DeliveryView['result'], Look>;

const statusLooks = {
  firing: { tone: 'bad', icon: 'bell', word: 'Firing' },
  acknowledged: { tone: 'info', icon: 'people', word: 'Acknowledged' },
  resolved: { tone: 'ok', icon: 'check', word: 'Resolved' },
  summary: { tone: 'quiet', icon: 'inbox', word: 'Summary' },
} as const satisfies Record<DeliveryView['status'], Look>;

const tellLooks = {
  opening: { tone: 'bad', icon: 'siren', word: 'Opened' },
  escalation: { tone: 'bad', icon: 'people', word: 'Escalated' },
  reminder: { tone: 'warn', icon: 'bell', word: 'Reminder' },
  acknowledged: statusLooks.acknowledged,
  closing: statusLooks.resolved,
  summary: statusLooks.summary,
} as const satisfies Record<TellKind, Look>;

/** An outcome as icon and word. */
export function OutcomeBadge({
  outcome,
  solid = false,
}: {
  readonly outcome: EndpointView['outcome'];
  readonly solid?: boolean;
}) {
  return <Badge look={outcomeLooks[outcome]} solid={solid} />;
}

/** The state of a database, or that nothing is known of it yet. */
export function DatabaseBadge({
  database: { state, atMs },
  solid = false,
}: {
  readonly database: Pick<DatabaseView, 'state' | 'atMs'>;
  readonly solid?: boolean;
}) {
  return <Badge look={databaseLooks[atMs === undefined ? 'pending' : state]} solid={solid} />;
}

/** An alarm's state as icon and word. */
export function StateBadge({ state, solid = false }: { readonly state: AlarmState; readonly solid?: boolean }) {
  return <Badge look={stateLooks[state]} solid={solid} />;
}

/** A severity as a word in its colour; its place in the list says the rest. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const { tone, word } = severityLooks[severity];
  return <span class={`severity tone-${tone}`}>{word}</span>;
}

/** What a message is for; for the backstop's and tests, what it says of its alarm. */
export function TellBadge({
  delivery: { tell, status },
}: {
  readonly delivery: Pick<DeliveryView, 'tell' | 'status'>;
}) {
  return <Badge look={tell === undefined ? statusLooks[status] : tellLooks[tell]} />;
}

/** What became of a message, and after how many attempts where one was not enough. */
export function ResultBadge({ result, attempts }: Pick<DeliveryView, 'result' | 'attempts'>) {
  const look = resultLooks[result];
  return <Badge look={attempts > 1 ? { ...look, word: `${look.word} (${attempts} attempts)` } : look} />;
}

/** Any look as a badge; `solid` for the one badge that a page is about. */
export function Badge({
  look: { tone, icon, word },
  solid = false,
}: {
  readonly look: Look;
  readonly solid?: boolean;
}) {
  return (
    <span class={`badge tone-${tone}${solid ? ' badge-solid' : ''}`}>
      <Icon name={icon} size={solid ? 18 : 14} />
      {word}
    </span>
  );
}
