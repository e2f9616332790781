import { describe, expect, it } from 'vitest';
import type { ReportLink } from '../../../shared/ports/report-store.ts';
import { renderText } from '../../../shared/reports/render-text.ts';
import type { ReportPart } from '../../../shared/reports/report-model.ts';
import { sampleFinding, sampleReport } from '../../support/report-samples.ts';

const endsAtMs = Date.UTC(2026, 0, 12, 12);
const link: ReportLink = { url: 'https://reports.example/weekly', endsAtMs, isCertain: true };

describe('renderText()', () => {
  it('writes lines of one fact each, worst news first', () => {
    expect(renderText(sampleReport(), link)).toEqual({
      subject: '[shop prod] Weekly report: 1 incident (1 critical), 1 database finding, Web up 99.951 %, 0 of 1...',
      body: `Weekly report: shop, prod
5 January 2026 to 11 January 2026 (Europe/Zurich)

1 incident (1 critical), 1 database finding, Web up 99.951 %, 0 of 1 target reached.

With tables and graphs: https://reports.example/weekly
The link works until 12 Jan, 13:00; "watchkeeper report weekly --env prod" writes the report again.

UPTIME
Web  99.951 %  down 5 min, before 100 %

BUSINESS NUMBERS
Revenue: 48,210 EUR
  target 50,000 EUR, NOT reached
  before 45,000 EUR (+7.1 %)
  mean 47,000 EUR, from 45,000 EUR to 48,210 EUR
  new: 12 EUR

INCIDENTS
Opened: 1 critical; before: 2 warning
CRITICAL Web is down
  6 Jan, 00:00, for 5 minutes

DATABASE FINDINGS
Orders:
CRITICAL Orders has blocked queries (12 times)
  Session 4711 holds a lock on public.orders that 4 sessions wait for.
  -> End session 4711.

MONTHLY COST
46 custom metrics             13.80
Together, USD at list prices  13.80
`,
    });
  });

  it('promises no more of a link than it holds', () => {
    expect(renderText(sampleReport(), { ...link, isCertain: false }).body).toContain(
      'The link works at most until 12 Jan, 13:00;',
    );
    expect(renderText(sampleReport(), { url: link.url, isCertain: true }).body).not.toContain('The link works');
    expect(renderText(sampleReport(), undefined).body).not.toContain('With tables and graphs');
  });

  it('has a subject of at most 99 ASCII characters, whatever the titles', () => {
    const { subject } = renderText(sampleReport({ title: `Übersicht 日本 📈\n${'sehr '.repeat(40)}` }), link);
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    expect(subject).toContain('[shop prod] Ubersicht ?');
  });

  it('stays below what SNS takes, however much there is to say', () => {
    const finding = sampleFinding({ reason: 'ß'.repeat(5_000), title: 'ü'.repeat(5_000) });
    const seen = { finding, times: 2, firstAtMs: 0, lastAtMs: 0 };
    const databases = Array.from({ length: 60 }, (_, at) => ({
      id: `d${at}`,
      title: 'D',
      findings: Array(60).fill(seen),
    }));
    const parts: readonly ReportPart[] = [{ kind: 'databases', problems: [], databases }];
    const { body } = renderText(sampleReport({ parts }), link);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(250_000);
    expect(body).toMatch(/\n\n\.\.\. the rest did not fit into a message\.\n$/);
    expect(body).not.toContain('\ufffd');
  });

  it('says which source failed instead of an empty part', () => {
    const counts = { critical: 0, warning: 0, info: 0 };
    const parts: readonly ReportPart[] = [
      { kind: 'incidents', problems: ['Incidents are unknown: access denied'], incidents: [], opened: counts },
      { kind: 'databases', problems: ['Findings are unknown: access denied'], databases: [] },
    ];
    expect(renderText(sampleReport({ parts }), undefined).body.split('\n').slice(3)).toEqual([
      'Incidents unknown, database findings unknown.',
      '',
      'INCIDENTS',
      '! Incidents are unknown: access denied.',
      '',
      'DATABASE FINDINGS',
      '! Findings are unknown: access denied.',
      '',
    ]);
  });

  it('says that all is well', () => {
    const parts: readonly ReportPart[] = [
      {
        kind: 'uptime',
        problems: [],
        endpoints: [{ id: 'web', title: 'Web', uptimePercent: 100, outageMinutes: 0, measuredPercent: 100, trend: [] }],
      },
      { kind: 'incidents', problems: [], incidents: [], opened: { critical: 0, warning: 0, info: 0 } },
      { kind: 'databases', problems: [], databases: [] },
    ];
    expect(renderText(sampleReport({ parts }), undefined).subject).toBe(
      '[shop prod] Weekly report: every endpoint up all the time, no incident, no database finding',
    );
  });
});
