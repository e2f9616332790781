import { describeDuration } from '../../alerting/describe-duration.ts';
import type { CostLine } from '../../plan/estimate-cost.ts';
import {
  formatChange,
  formatKpi,
  formatOutage,
  formatShare,
  formatShortMoment,
  formatUptime,
  noValue,
} from '../format-values.ts';
import { describeTimes } from '../part-lines.ts';
import type { DatabaseFindings, Incident, KpiLine, KpiRow, Report, ReportPart, UptimeLine } from '../report-model.ts';
import { count, describeCounts } from '../summarize.ts';
import { sparkline, uptimeBars } from './charts.ts';
import { findingCard } from './finding-card.ts';
import { type Content, html, type Markup } from './markup.ts';
import { type Column, table } from './table.ts';

type Context = Pick<Report, 'timeZone'>;

/** The content of one part of a report, below its heading. */
export function partBody(part: ReportPart, context: Context): Content {
  switch (part.kind) {
    case 'uptime':
      return part.endpoints.length === 0 ? nothing('There is no endpoint.') : table(uptimeColumns, part.endpoints);
    case 'kpis':
      return part.kpis.length === 0
        ? nothing('There is no business number.')
        : table(kpiColumns, part.kpis.flatMap(withRows));
    case 'incidents':
      return incidentsBody(part, context);
    case 'databases':
      if (part.databases.length > 0) return part.databases.map((database) => databaseBody(database, context));
      return part.problems.length > 0 ? '' : nothing('Nothing was found.');
    case 'cost':
      return costBody(part.lines);
  }
}

const nothing = (sentence: string): Markup => html`<p class="muted">${sentence}</p>\n`;

const uptimeColumns: readonly Column<UptimeLine>[] = [
  { title: 'Endpoint', cell: ({ title }) => title },
  { title: 'Uptime', align: 'right', cell: ({ uptimePercent }) => html`<b>${formatUptime(uptimePercent)}</b>` },
  // Beside the uptime that it qualifies: what comes later is out of sight on a phone.
  { title: 'Measured', align: 'right', cell: ({ measuredPercent }) => formatShare(measuredPercent) },
  {
    title: 'Outage',
    align: 'right',
    cell: ({ outageMinutes, uptimePercent }) => (uptimePercent === undefined ? noValue : formatOutage(outageMinutes)),
  },
  { title: 'Before', align: 'right', cell: ({ beforePercent }) => formatUptime(beforePercent) },
  { title: 'Course', cell: ({ title, trend }) => uptimeBars(trend, `Uptime of ${title} over the period`) },
];

/** A KPI, or one of its labelled rows below it. */
type KpiEntry = { readonly kpi: KpiLine; readonly row?: KpiRow };

function withRows(kpi: KpiLine): readonly KpiEntry[] {
  return [{ kpi }, ...kpi.rows.map((row) => ({ kpi, row }))];
}

const ofKpi =
  (cell: (kpi: KpiLine) => Content) =>
  ({ kpi, row }: KpiEntry): Content =>
    row === undefined ? cell(kpi) : '';

const kpiColumns: readonly Column<KpiEntry>[] = [
  {
    title: 'Number',
    cell: ({ kpi, row }) => (row === undefined ? kpi.title : html`<span class="sub">${row.label}</span>`),
  },
  {
    title: 'Value',
    align: 'right',
    cell: ({ kpi, row }) => (row === undefined ? html`<b>${formatKpi(kpi, kpi.last)}</b>` : formatKpi(kpi, row.last)),
  },
  { title: 'Target', align: 'right', cell: ofKpi(targetCell) },
  { title: 'Before', align: 'right', cell: ({ kpi, row }) => formatKpi(kpi, (row ?? kpi).before) },
  { title: 'Change', align: 'right', cell: ofKpi(changeCell) },
  { title: 'Mean', align: 'right', cell: ofKpi((kpi) => formatKpi(kpi, kpi.mean)) },
  {
    title: 'Least / most',
    align: 'right',
    cell: ofKpi((kpi) =>
      kpi.least === undefined
        ? noValue
        : [formatKpi({ ...kpi, unit: '' }, kpi.least), ' / ', formatKpi({ ...kpi, unit: '' }, kpi.most)],
    ),
  },
  {
    title: 'Course',
    cell: ofKpi(({ title, trend, target }) =>
      sparkline(trend, { label: `${title} over the period`, ...(target === undefined ? {} : { target }) }),
    ),
  },
];

function targetCell(kpi: KpiLine): Content {
  const { target, targetReached } = kpi;
  if (target === undefined) return noValue;
  const text = formatKpi(kpi, target);
  if (targetReached === undefined) return text;
  return html`${text} <span class="${targetReached ? 'good' : 'ill'}">${targetReached ? 'reached' : 'missed'}</span>`;
}

function changeCell({ changePercent, better }: KpiLine): Content {
  const text = formatChange(changePercent);
  if (changePercent === undefined || text === 'unchanged') return text;
  const isBetter = changePercent > 0 === (better === 'higher');
  return html`<span class="${isBetter ? 'good' : 'ill'}">${text}</span>`;
}

function incidentsBody(
  { incidents, opened, before, problems }: Extract<ReportPart, { readonly kind: 'incidents' }>,
  { timeZone }: Context,
): Content {
  if (incidents.length === 0 && problems.length > 0) return '';
  const moment = (atMs: number | undefined, otherwise: string) =>
    html`<span class="nowrap">${atMs === undefined ? otherwise : formatShortMoment(atMs, timeZone)}</span>`;
  const columns: readonly Column<Incident>[] = [
    { title: 'Severity', cell: ({ severity }) => html`<span class="pill tone-${severity}">${severity}</span>` },
    { title: 'Incident', isWide: true, cell: ({ title }) => title },
    { title: 'Began', cell: ({ openedAtMs }) => moment(openedAtMs, 'earlier') },
    { title: 'Ended', cell: ({ closedAtMs }) => moment(closedAtMs, 'still open') },
    { title: 'Lasted', align: 'right', cell: ({ lastedMs }) => describeDuration(lastedMs) },
  ];
  const counts = `Opened: ${describeCounts(opened)}.${before === undefined ? '' : ` In the period before: ${describeCounts(before)}.`}`;
  return [html`<p>${counts}</p>\n`, incidents.length === 0 ? '' : table(columns, incidents)];
}

function databaseBody({ title, findings }: DatabaseFindings, { timeZone }: Context): Markup {
  const cards = findings.map((seen) => findingCard(seen.finding, describeTimes(seen, timeZone)));
  return html`<section><h3>${title} <span class="muted small">${count(findings.length, 'finding')}</span></h3>\n${cards}</section>\n`;
}

function costBody(lines: readonly CostLine[]): Content {
  const some = lines.filter(({ count: number }) => number > 0);
  const total = { what: 'Together', count: undefined, usd: some.reduce((sum, { usd }) => sum + usd, 0) };
  const columns: readonly Column<{
    readonly what: string;
    readonly count: number | undefined;
    readonly usd: number;
  }>[] = [
    { title: 'What', cell: ({ what, count: number }) => (number === undefined ? html`<b>${what}</b>` : what) },
    { title: 'Count', align: 'right', cell: ({ count: number }) => number ?? '' },
    {
      title: 'USD a month',
      align: 'right',
      cell: ({ usd, count: number }) => (number === undefined ? html`<b>${usd.toFixed(2)}</b>` : usd.toFixed(2)),
    },
  ];
  return [
    table(columns, [...some, total]),
    html`<p class="muted small">What exists, at list prices without the free tier; what runs costs cents.</p>\n`,
  ];
}
