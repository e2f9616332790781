import { formatMoment } from '../alerting/format-moment.ts';
import { describePeriod } from './format-values.ts';
import { card, page, problemNotes } from './html/page.ts';
import { partBody } from './html/part-body.ts';
import { partTitles } from './part-lines.ts';
import type { Report } from './report-model.ts';
import { summarize } from './summarize.ts';

/** A report as one HTML document that needs nothing besides itself: style and graphs inside, no script, every value escaped. */
export function renderHtml(report: Report): string {
  const { title, service, environment, timeZone, writtenAtMs, parts } = report;
  return page({
    title: `${title}: ${service}, ${environment}`,
    subtitle: `${describePeriod(report)} · times in ${timeZone}`,
    gists: summarize(report),
    body: parts.map((part) => card(partTitles[part.kind], [...problemNotes(part.problems), partBody(part, report)])),
    footer: `Written ${formatMoment(writtenAtMs, timeZone)} by Watchkeeper.`,
  });
}
