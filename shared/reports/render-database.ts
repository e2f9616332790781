import { formatMoment } from '../alerting/format-moment.ts';
import type { CheckReading, DatabaseSnapshot, DatabaseState } from '../model/database-view.ts';
import { type DatabaseCheckName, databaseChecks } from '../postgres/checks/registry.ts';
import { formatBytes, formatNumber, formatSeconds } from '../postgres/quantities.ts';
import { findingCard } from './html/finding-card.ts';
import { html, type Markup } from './html/markup.ts';
import { card, page, problemNotes } from './html/page.ts';
import { evidenceTable } from './html/table.ts';
import { count, type Gist, type Tone } from './summarize.ts';

/** Whose database it is, and when it was looked at. */
export interface DatabaseReportFacts {
  readonly service: string;
  readonly environment: string;
  readonly timeZone: string;
  readonly writtenAtMs: number;
}

const tones: Readonly<Record<DatabaseState, Tone>> = {
  healthy: 'ok',
  degraded: 'warning',
  failing: 'critical',
  unknown: 'quiet',
};

/** The health of one database as one HTML document: findings worst first, readings, and every table of evidence. */
export function renderDatabase(snapshot: DatabaseSnapshot, facts: DatabaseReportFacts): string {
  const { title, state, summary, readings, findings, tables, notes } = snapshot;
  const { service, environment, timeZone, writtenAtMs } = facts;
  const gists: readonly Gist[] = [
    { tone: tones[state], text: state },
    { tone: 'quiet', text: count(findings.length, 'finding') },
  ];
  return page({
    title: `Database ${title}: ${service}, ${environment}`,
    subtitle: summary,
    gists,
    body: [
      card('Findings', [
        ...problemNotes(notes),
        findings.length === 0
          ? html`<p class="muted">Nothing was found.</p>\n`
          : findings.map((finding) => findingCard(finding)),
      ]),
      readings.length === 0 ? '' : card('Readings', html`<ul class="tiles">${readings.map(tile)}</ul>\n`),
      tables.length === 0
        ? ''
        : card(
            'Evidence',
            tables.map((table) => evidenceTable(table, timeZone)),
          ),
    ],
    footer: `Looked at ${formatMoment(writtenAtMs, timeZone)} by Watchkeeper; times in ${timeZone}.`,
  });
}

function tile({ check, value, symbol, culprit }: CheckReading): Markup {
  const hint = culprit === undefined ? '' : html`<span class="muted small">${culprit}</span>`;
  return html`<li><span class="muted small">${check.replaceAll('-', ' ')}</span><b>${formatReading(check, value, symbol)}</b>${hint}</li>`;
}

/** A reading in the unit of its check. */
export function formatReading(check: string, value: number, symbol: string): string {
  const unit = Object.hasOwn(databaseChecks, check) ? databaseChecks[check as DatabaseCheckName].unit : undefined;
  if (unit === 'Bytes') return formatBytes(value);
  if (unit === 'Seconds') return formatSeconds(value);
  const text = formatNumber(value, Math.abs(value) < 10 ? 2 : 1);
  return symbol === '' ? text : `${text} ${text === '1' ? singularOf(symbol) : symbol}`;
}

/** The unit of one: `query/s` of `queries/s`, `scan/s` of `scans/s`. */
function singularOf(symbol: string): string {
  return symbol.replace(/ies(?=\/)/, 'y').replace(/s(?=\/)/, '');
}
