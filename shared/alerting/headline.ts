import type { AlertMessage } from '../model/alert-message.ts';
import { formatClock, formatDate, formatDay, formatWeekday } from './format-moment.ts';

type HeadlineParts = Pick<AlertMessage, 'status' | 'severity' | 'service' | 'environment' | 'title' | 'isDrill'>;
type HeadlineTimes = Pick<AlertMessage, 'status' | 'title' | 'changedAtMs' | 'toldAtMs' | 'timeZone'>;

/** What the headline of a drill begins with, so that nobody takes it for the real thing. */
export const drillWord = 'DRILL';

/** The whole first line: `CRITICAL shop prod: web is down since 14:03 (Europe/Zurich), not acknowledged for 10 minutes`. */
export function composeHeadline(message: HeadlineParts & HeadlineTimes & Pick<AlertMessage, 'note'>): string {
  const { timeZone, note } = message;
  return `${headlineStart(message)}${headlineTime(message)} (${timeZone})${note === undefined ? '' : `, ${note}`}`;
}

/** Severity (or what became of it), service, environment and what is wrong: `CRITICAL shop prod: web is down`. */
export function headlineStart({ status, severity, service, environment, title, isDrill }: HeadlineParts): string {
  const word = status === 'resolved' || status === 'acknowledged' ? status : severity;
  return `${isDrill === true ? `${drillWord} ` : ''}${word.toUpperCase()} ${service} ${environment}: ${title}`;
}

/** Verbs of what lasts. */
const lasting = / (is|are|has|does not|cannot|reads|runs|grows|answers|keeps|scans|nears|gives|fails)( |$)/;

/** What follows the start of a headline: ` since 14:03`, ` since Fri 18:30` on another day, or `, OK since 14:15`. */
export function headlineTime({ status, title, changedAtMs, toldAtMs = changedAtMs, timeZone }: HeadlineTimes): string {
  const since = `since ${formatAsOf(changedAtMs, toldAtMs, timeZone)}`;
  if (status === 'resolved') return `, OK ${since}`;
  // "web is down since 14:03" is one clause; "expires in less than 7 days" already has a time of its own.
  return lasting.test(title) ? ` ${since}` : `, ${since}`;
}

const dayMs = 86_400_000;

/** A moment as short as it can be told at another one: of a day within the last six the weekday is enough. */
function formatAsOf(timeMs: number, toldAtMs: number, timeZone: string): string {
  const clock = formatClock(timeMs, timeZone);
  if (formatDate(timeMs, timeZone) === formatDate(toldAtMs, timeZone)) return clock;
  const isRecent = Math.abs(toldAtMs - timeMs) < 6 * dayMs;
  return `${isRecent ? formatWeekday(timeMs, timeZone) : formatDay(timeMs, timeZone)} ${clock}`;
}
