import type { AlertMessage } from './alert-message.ts';
import { formatClock } from './format-moment.ts';

/** Severity (or RESOLVED), service, environment and what is wrong: `CRITICAL shop prod: web is down`. */
export function headlineStart(
  message: Pick<AlertMessage, 'status' | 'severity' | 'service' | 'environment' | 'title'>,
): string {
  const { status, severity, service, environment, title } = message;
  const word = status === 'resolved' ? 'RESOLVED' : severity.toUpperCase();
  return `${word} ${service} ${environment}: ${title}`;
}

/** Verbs of what lasts. */
const lasting = / (is|are|has|does not|cannot|reads|runs|grows|answers|keeps|scans|nears|gives|fails)( |$)/;

/** What follows the start of a headline: ` since 14:03`, or `, OK since 14:15`. */
export function headlineTime(message: Pick<AlertMessage, 'status' | 'title' | 'changedAtMs' | 'timeZone'>): string {
  const { status, title, changedAtMs, timeZone } = message;
  const since = `since ${formatClock(changedAtMs, timeZone)}`;
  if (status === 'resolved') return `, OK ${since}`;
  // "web is down since 14:03" is one clause; "expires in less than 7 days" already has a time of its own.
  return lasting.test(title) ? ` ${since}` : `, ${since}`;
}
