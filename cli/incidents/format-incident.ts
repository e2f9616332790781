import { describeDuration } from '../../shared/alerting/describe-duration.ts';
import { type Incident, statusOf } from '../../shared/model/incident.ts';
import { outageMs, timeToAcknowledgeMs } from '../../shared/model/incident-times.ts';
import { formatShortMoment } from '../../shared/reports/format-values.ts';
import { describeHold } from './describe-entry.ts';
import { formatTimeline } from './format-timeline.ts';

/** What telling times needs: the IANA name of the zone, and now (epoch milliseconds). */
export interface Telling {
  readonly timeZone: string;
  readonly nowMs: number;
}

/** The whole story of one incident as lines: what is wrong, its facts, what happened when, and who was told of it. */
export function formatIncident(incident: Incident, telling: Telling): readonly string[] {
  const { news, related } = incident;
  const facts = listFacts(incident, telling);
  const width = Math.max(...facts.map(([label]) => label.length));
  return [
    news.opening.headline,
    '',
    ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ...(related.length === 0 ? [] : ['', 'It explains:', ...related.map(({ title }) => `  ${title}`)]),
    '',
    `What happened (${telling.timeZone}):`,
    ...formatTimeline(incident, telling.timeZone),
  ];
}

type Fact = readonly [label: string, value: string];

function listFacts(incident: Incident, telling: Telling): readonly Fact[] {
  const { id, alarm, alarmId, policy, owner, flaps, news } = incident;
  const { reason, expected, actual, rule, meaning, facts, links } = news.opening;
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['Incident', id],
    ['Alarm', alarmId ?? alarm],
    ['Status', describeStatus(incident, telling)],
    ['Lasted', describeLength(incident, telling)],
    ['Acknowledged', describeAcknowledgement(incident)],
    ['Came back', flaps === 0 ? undefined : flaps === 1 ? 'once' : `${flaps} times`],
    ['Policy', `${policy}${owner === undefined ? '' : `, owner ${owner}`}`],
    ['Told', describeToldNow(incident, telling)],
    ...([
      ['Reason', reason],
      ['Expected', expected],
      ['Actual', actual],
      ['Rule', rule],
      ['Meaning', meaning],
    ] as const),
    ...facts.map(({ label, value }) => [label, value] as const),
    ...links.map(({ label, url }) => [label === 'Alarm' ? 'Alarm page' : label, url] as const),
  ];
  return entries.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]));
}

function describeStatus(incident: Incident, { timeZone, nowMs }: Telling): string {
  const { hold, silenced, resolved, drill } = incident;
  const status = statusOf(incident, nowMs);
  const rehearsal = drill === undefined ? '' : `, a drill that ${drill.by} asked for`;
  if (status === 'held' && hold !== undefined) return `held: ${describeHold(hold.reason)}${rehearsal}`;
  if (status === 'silenced' && silenced !== undefined) {
    const { by, untilMs, reason } = silenced;
    return `silenced by ${by} until ${formatShortMoment(untilMs, timeZone)}: ${reason}`;
  }
  if (resolved === undefined) return `${status}${rehearsal}`;
  const { by, falseAlarm, reason } = resolved;
  const who = by === undefined ? '' : ` by ${by}`;
  return `resolved${who}${falseAlarm === true ? ', a false alarm' : ''}${reason === undefined ? '' : `: ${reason}`}${rehearsal}`;
}

function describeLength(incident: Incident, { timeZone, nowMs }: Telling): string {
  const { openedAtMs, resolved } = incident;
  const length = describeDuration(outageMs(incident, nowMs));
  const from = formatShortMoment(openedAtMs, timeZone);
  if (resolved === undefined) return `${length} so far, since ${from}`;
  return `${length}, ${from} to ${formatShortMoment(resolved.okSinceMs, timeZone)}`;
}

function describeAcknowledgement(incident: Incident): string | undefined {
  const afterMs = timeToAcknowledgeMs(incident);
  const { acknowledged } = incident;
  if (acknowledged === undefined || afterMs === undefined) return undefined;
  const { by, note } = acknowledged;
  return `by ${by} after ${describeDuration(afterMs)}${note === undefined ? '' : `: ${note}`}`;
}

/** By channel, in the order of telling: `engineering 12 Jan, 14:03 (its end 12 Jan, 14:25)`. */
function describeToldNow({ told }: Incident, { timeZone }: Telling): string {
  const channels = Object.entries(told).sort(([, a], [, b]) => a.atMs - b.atMs);
  if (channels.length === 0) return 'nobody';
  return channels
    .map(([channel, { atMs, closedAtMs, closingLostAtMs }]) => {
      const told = closedAtMs === undefined ? '' : ` (its end ${formatShortMoment(closedAtMs, timeZone)})`;
      const end = closingLostAtMs === undefined ? told : ' (its end could not be told)';
      return `${channel} ${formatShortMoment(atMs, timeZone)}${end}`;
    })
    .join('; ');
}
