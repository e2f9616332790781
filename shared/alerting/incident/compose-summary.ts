import type { AlertMessage } from '../../model/alert-message.ts';
import { type Incident, isUnresolved } from '../../model/incident.ts';
import { severities } from '../../model/severity.ts';
import { describeDuration } from '../describe-duration.ts';
import { formatClock, formatDate, formatWeekday } from '../format-moment.ts';
import { composeHeadline } from '../headline.ts';

/** What a summary is about and for whom. */
export interface SummaryFacts {
  readonly service: string;
  readonly environment: string;
  readonly timeZone: string;
  readonly nowMs: number;
  /** Name of the policy that they follow. */
  readonly policy: string;
}

/** Several incidents in one message: what a digest lists, or what was held back until it was over. Newest first. */
export function composeSummary(incidents: readonly Incident[], facts: SummaryFacts): AlertMessage {
  const { service, environment, timeZone, nowMs, policy } = facts;
  const sorted = [...incidents].sort((a, b) => b.openedAtMs - a.openedAtMs);
  const stillOpen = sorted.filter(isUnresolved);
  // What is over alarms nobody, however bad it was.
  const severity = severities.find((one) => stillOpen.some((incident) => incident.severity === one)) ?? 'info';
  const open = stillOpen.length;
  const count = sorted.length === 1 ? '1 alert' : `${sorted.length} alerts`;
  const title = open === 0 ? `${count}, all over` : `${count}, ${open} still open`;
  const oldest = Math.min(nowMs, ...sorted.map(({ openedAtMs }) => openedAtMs));
  const message: AlertMessage = {
    key: `${policy}-${nowMs}`,
    status: 'summary',
    ...{ severity, service, environment, title, timeZone },
    headline: '',
    reason:
      open === 0 ? 'Nothing of it needs anybody any more.' : 'Those that are open are told again when they are over.',
    rule: '',
    meaning: '',
    facts: [],
    links: [],
    items: sorted.map((incident) => summaryLine(incident, timeZone)),
    alarmName: '',
    changedAtMs: oldest,
    toldAtMs: nowMs,
  };
  return { ...message, headline: composeHeadline(message) };
}

/** `Fri 18:30 to 18:52 (22 minutes): web is slow`, or `Fri 18:30, still open: web is slow`. */
function summaryLine({ openedAtMs, resolved, title, flaps }: Incident, timeZone: string): string {
  const moment = (atMs: number) => `${formatWeekday(atMs, timeZone)} ${formatClock(atMs, timeZone)}`;
  const again = flaps === 0 ? '' : `, came back ${flaps === 1 ? 'once' : `${flaps} times`}`;
  if (resolved === undefined) return `${moment(openedAtMs)}, still open: ${title}${again}`;
  const endMs = resolved.okSinceMs;
  const isSameDay = formatDate(openedAtMs, timeZone) === formatDate(endMs, timeZone);
  const end = isSameDay ? formatClock(endMs, timeZone) : moment(endMs);
  return `${moment(openedAtMs)} to ${end} (${describeDuration(endMs - openedAtMs)}): ${title}${again}`;
}
