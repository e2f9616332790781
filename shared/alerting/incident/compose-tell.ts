import type { AlarmSubject } from '../../model/alarm.ts';
import type { AlertMessage } from '../../model/alert-message.ts';
import type { Incident, Tell } from '../../model/incident.ts';
import type { RunbookStep } from '../../model/policy.ts';
import { describeDuration } from '../describe-duration.ts';
import { describeEnd } from '../describe-end.ts';
import { formatMoment } from '../format-moment.ts';
import { composeHeadline } from '../headline.ts';

/** What a message about an incident needs to know besides it. */
export interface TellFacts {
  readonly nowMs: number;
  readonly subject?: AlarmSubject;
  readonly runbookSteps: readonly RunbookStep[];
  /** A team's title or a person's name. */
  readonly owner?: string;
  /** Member ids of Slack of those who should be mentioned. */
  readonly mentions: readonly string[];
  /** A signed link by which its reader acknowledges. */
  readonly actionUrl?: string;
}

/** What one channel is told about an incident at one moment. */
export function composeTell(incident: Incident, tell: Tell, facts: TellFacts): AlertMessage {
  const { id, drill, news } = incident;
  const base = tell.kind === 'closing' ? closingOf(incident, facts) : news.opening;
  const note = noteOf(incident, tell, facts);
  const message: AlertMessage = {
    ...base,
    key: id,
    status: statusOf(tell),
    ...(note === undefined ? {} : { note }),
    ...(drill === undefined ? {} : { isDrill: true }),
    ...(incident.related.length === 0 ? {} : { items: incident.related.map(({ title }) => title) }),
    ...(facts.mentions.length === 0 || tell.kind === 'closing' ? {} : { mentions: facts.mentions }),
    ...(facts.owner === undefined ? {} : { owner: facts.owner }),
    toldAtMs: facts.nowMs,
    facts: [...base.facts, ...listIncidentFacts(incident, tell, base.timeZone)],
    ...followUps(base, tell, facts),
  };
  return { ...message, headline: composeHeadline(message) };
}

function statusOf({ kind }: Tell): AlertMessage['status'] {
  if (kind === 'closing') return 'resolved';
  return kind === 'acknowledged' ? 'acknowledged' : 'firing';
}

/** Somebody is to do something about an opening and whatever follows it; about an end there is nothing to do. */
function followUps(base: AlertMessage, { kind }: Tell, { actionUrl, runbookSteps }: TellFacts) {
  if (kind === 'closing') return { links: base.links };
  const acknowledge = actionUrl === undefined ? [] : [{ label: 'Acknowledge' as const, url: actionUrl }];
  return {
    links: [...(kind === 'acknowledged' ? [] : acknowledge), ...base.links],
    ...(runbookSteps.length === 0 ? {} : { runbookSteps }),
  };
}

function noteOf({ announcedAtMs, openedAtMs, acknowledged }: Incident, { kind }: Tell, { nowMs }: TellFacts) {
  const lasting = describeDuration(Math.max(0, nowMs - (announcedAtMs ?? openedAtMs)));
  switch (kind) {
    case 'escalation':
      return `not acknowledged for ${lasting}`;
    case 'reminder':
      return `still open after ${describeDuration(Math.max(0, nowMs - openedAtMs))}`;
    case 'acknowledged':
      return acknowledged === undefined ? undefined : `${acknowledged.by} takes care of it`;
    default:
      return undefined;
  }
}

function listIncidentFacts(
  { id, flaps, drill, acknowledged, resolved }: Incident,
  { insteadOf }: Tell,
  timeZone: string,
): AlertMessage['facts'] {
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['Drill', drill === undefined ? undefined : `asked for by ${drill.by}; nothing is wrong`],
    ['Came back', flaps === 0 ? undefined : flaps === 1 ? 'once' : `${flaps} times`],
    [
      'Acknowledged',
      acknowledged === undefined ? undefined : `by ${acknowledged.by}, ${formatMoment(acknowledged.atMs, timeZone)}`,
    ],
    ['Note', acknowledged?.note],
    ['Resolved by', resolved?.by],
    ['False alarm', resolved?.falseAlarm === true ? 'yes' : undefined],
    ['Instead of', insteadOf === undefined ? undefined : `${insteadOf}, which could not be told`],
    ['Incident', id],
  ];
  return entries.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** The end as the alarm told it; where a person or a drill ended it, in words of its opening. */
function closingOf({ news, openedAtMs, resolved, drill }: Incident, { subject }: TellFacts): AlertMessage {
  const { opening, closing } = news;
  const endMs = resolved?.okSinceMs ?? openedAtMs;
  const lastedMs = Math.max(0, endMs - openedAtMs);
  const who = resolved?.by === undefined ? undefined : `${resolved.by} resolved it`;
  const why = [who, resolved?.reason].filter((part) => part !== undefined).join(': ');
  const title =
    drill === undefined
      ? describeEnd({ title: opening.title, ...(subject === undefined ? {} : { subject }) }, lastedMs)
      : `the drill "${opening.title}" is over after ${describeDuration(lastedMs)}`;
  const { expected: _expected, actual: _actual, sinceMs: _since, ...rest } = opening;
  const base = closing ?? { ...rest, meaning: '', rule: '', reason: why, facts: [] };
  return {
    ...base,
    title,
    changedAtMs: endMs,
    sinceMs: openedAtMs,
    ...(why === '' ? {} : { reason: why }),
    links: base.links.filter(({ label }) => label !== 'Runbook'),
  };
}
