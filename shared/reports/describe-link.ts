import type { ReportLink } from '../ports/report-store.ts';
import { formatShortMoment } from './format-values.ts';
import type { Report } from './report-model.ts';

/** The link to the whole report with how long it really works, in two lines. */
export function describeLink(
  { url, endsAtMs, isCertain }: ReportLink,
  { id, environment, timeZone }: Pick<Report, 'id' | 'environment' | 'timeZone'>,
): string {
  if (endsAtMs === undefined) return `With tables and graphs: ${url}`;
  const until = `${isCertain ? '' : 'at most '}until ${formatShortMoment(endsAtMs, timeZone)}`;
  return [
    `With tables and graphs: ${url}`,
    `The link works ${until}; "watchkeeper report ${id} --env ${environment}" writes the report again.`,
  ].join('\n');
}
