import { describeDuration } from '../alerting/describe-duration.ts';
import { endSentence } from '../alerting/end-sentence.ts';
import { shorten } from '../channels/shorten.ts';
import type { SeenFinding } from '../ports/findings.ts';
import {
  formatChange,
  formatKpi,
  formatOutage,
  formatShare,
  formatShortMoment,
  formatUptime,
  noValue,
} from './format-values.ts';
import type { Incident, KpiLine, Report, ReportPart, UptimeLine } from './report-model.ts';
import { describeCounts } from './summarize.ts';

/** What each part is called. */
export const partTitles: Readonly<Record<ReportPart['kind'], string>> = {
  uptime: 'Uptime',
  kpis: 'Business numbers',
  incidents: 'Incidents',
  databases: 'Database findings',
  cost: 'Monthly cost',
};

/** A message lists this much of each kind; the document has all. */
const mostLines = 40;

/** The lines of one part of a report, for a message. */
export function partLines(part: ReportPart, report: Pick<Report, 'timeZone'>): readonly string[] {
  switch (part.kind) {
    case 'uptime':
      return listed(part.endpoints, uptimeLines, 'There is no endpoint.');
    case 'kpis':
      return listed(part.kpis, (kpis) => kpis.flatMap(kpiLines), 'There is no business number.');
    case 'incidents':
      return incidentLines(part, report);
    case 'databases': {
      const [one] = part.databases;
      if (one === undefined) return part.problems.length > 0 ? [] : ['Nothing was found.'];
      return part.databases.flatMap(({ title, findings }) => [
        `${title}:`,
        ...listed(findings, (some) => some.flatMap(findingLines), ''),
      ]);
    }
    case 'cost':
      return costLines(part.lines);
  }
}

/** The first items as lines, with a word on how many more there are. */
function listed<Item>(
  items: readonly Item[],
  write: (items: readonly Item[]) => readonly string[],
  otherwise: string,
): readonly string[] {
  if (items.length === 0) return otherwise === '' ? [] : [otherwise];
  const more = items.length - mostLines;
  return [...write(items.slice(0, mostLines)), ...(more > 0 ? [`... and ${more} more`] : [])];
}

/** Cells under each other; the last column is not padded. */
function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) =>
        at === 0 || at === row.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function uptimeLines(endpoints: readonly UptimeLine[]): readonly string[] {
  return align(
    endpoints.map(({ title, uptimePercent, beforePercent, outageMinutes, measuredPercent }) => [
      shorten(title, 24),
      formatUptime(uptimePercent),
      [
        ...(outageMinutes > 0 ? [`down ${formatOutage(outageMinutes)}`] : []),
        ...(beforePercent === undefined ? [] : [`before ${formatUptime(beforePercent)}`]),
        ...(measuredPercent < 95 ? [`measured ${formatShare(measuredPercent)} of the time`] : []),
      ].join(', '),
    ]),
  );
}

function kpiLines(kpi: KpiLine): readonly string[] {
  const { title, last, mean, least, most, before, changePercent, target, targetReached, rows } = kpi;
  const value = (number: number | undefined) => formatKpi(kpi, number);
  const verdict = targetReached === undefined ? '' : targetReached ? ', reached' : ', NOT reached';
  return [
    `${title}: ${value(last)}`,
    ...(target === undefined ? [] : [`  target ${value(target)}${verdict}`]),
    ...(before === undefined ? [] : [`  before ${value(before)} (${formatChange(changePercent)})`]),
    ...(mean === undefined ? [] : [`  mean ${value(mean)}, from ${value(least)} to ${value(most)}`]),
    ...rows.map(({ label, last: own }) => `  ${label}: ${value(own)}`),
  ];
}

function incidentLines(
  { incidents, opened, before, problems }: Extract<ReportPart, { readonly kind: 'incidents' }>,
  { timeZone }: Pick<Report, 'timeZone'>,
): readonly string[] {
  if (problems.length > 0 && incidents.length === 0) return [];
  const counts = `Opened: ${describeCounts(opened)}${before === undefined ? '' : `; before: ${describeCounts(before)}`}`;
  const line = (incident: Incident) => [
    `${incident.severity.toUpperCase()} ${incident.title}`,
    `  ${describeSpan(incident, timeZone)}`,
  ];
  return [counts, ...listed(incidents, (some) => some.flatMap(line), '')];
}

/** When an incident began, and how long it lasted: `12 Jan, 14:03, for 12 minutes`. */
export function describeSpan({ openedAtMs, closedAtMs, lastedMs }: Incident, timeZone: string): string {
  const begin = openedAtMs === undefined ? 'began earlier' : formatShortMoment(openedAtMs, timeZone);
  const end = closedAtMs === undefined ? 'still open after' : 'for';
  return `${begin}, ${end} ${describeDuration(lastedMs)}`;
}

/** How often something was found: `once`, `12 times, last 12 Jan, 14:03`. */
export function describeTimes({ times, lastAtMs }: SeenFinding, timeZone: string): string {
  const moment = formatShortMoment(lastAtMs, timeZone);
  return times === 1 ? `once, ${moment}` : `${times} times, last ${moment}`;
}

function findingLines({ finding, times }: SeenFinding): readonly string[] {
  const { severity, title, reason, remedy } = finding;
  return [
    `${severity.toUpperCase()} ${title}${times === 1 ? '' : ` (${times} times)`}`,
    `  ${endSentence(shorten(reason, 300))}`,
    ...(remedy === undefined ? [] : [`  -> ${endSentence(shorten(remedy, 300))}`]),
  ];
}

function costLines(lines: Extract<ReportPart, { readonly kind: 'cost' }>['lines']): readonly string[] {
  const some = lines.filter(({ count }) => count > 0);
  const total = some.reduce((sum, { usd }) => sum + usd, 0);
  const rows = some.map(({ what, count, usd }) => [`${count} ${what}`, usd.toFixed(2)]);
  const padded = align(
    [...rows, ['Together, USD at list prices', total.toFixed(2)]].map(([what = noValue, usd = '']) => [what, usd, '']),
  );
  return padded;
}
