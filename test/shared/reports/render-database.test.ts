import { describe, expect, it } from 'vitest';
import type { DatabaseSnapshot } from '../../../shared/model/database-view.ts';
import { formatReading, renderDatabase } from '../../../shared/reports/render-database.ts';
import { sampleFinding } from '../../support/report-samples.ts';

const facts = {
  service: 'shop',
  environment: 'prod',
  timeZone: 'Europe/Zurich',
  writtenAtMs: Date.UTC(2026, 0, 12, 7),
};

const snapshot: DatabaseSnapshot = {
  id: 'orders',
  title: 'Orders',
  state: 'failing',
  summary: 'Orders is failing: session 4711 blocks 4 others.',
  readings: [
    { check: 'size', value: 8.2e9, symbol: 'bytes' },
    { check: 'connections-used', value: 54.38, symbol: '%', culprit: 'api holds 22 of 57' },
  ],
  findings: [sampleFinding()],
  tables: [
    {
      name: 'statements',
      title: 'Statements',
      columns: [
        { key: 'query', title: 'Statement', unit: 'code' },
        { key: 'calls', title: 'Calls', unit: 'count' },
      ],
      rows: [{ values: ['SELECT "x" < $1', 12_345], grade: 'warning' }],
    },
    { name: 'blocked', title: 'Blocked', columns: [], rows: [], note: 'Nobody waits.' },
    { name: 'empty', title: 'Empty', columns: [], rows: [] },
  ],
  notes: ['pgstattuple is not installed'],
  atMs: facts.writtenAtMs,
};

describe('renderDatabase()', () => {
  it('shows findings, readings, every table and what cannot be seen, all escaped', () => {
    const document = renderDatabase(snapshot, facts);
    for (const text of [
      '<h1>Database Orders: shop, prod</h1>',
      'Orders is failing: session 4711 blocks 4 others.',
      '<li class="pill tone-critical">failing</li>',
      '<p class="problem">pgstattuple is not installed.</p>',
      'Orders has blocked queries',
      '<b>8.2 GB</b>',
      'api holds 22 of 57',
      '<tr class="grade-warning"><td><code>SELECT &quot;x&quot; &lt; $1</code></td><td class="right">12,345</td></tr>',
      'Nobody waits.',
      'Nothing to list.',
      'Looked at Monday 12 January 2026, 08:00:00',
    ]) {
      expect(document).toContain(text);
    }
  });

  it('says that nothing was found', () => {
    const document = renderDatabase(
      { ...snapshot, state: 'healthy', findings: [], readings: [], tables: [], notes: [] },
      facts,
    );
    expect(document).toContain('Nothing was found.');
    expect(document).not.toMatch(/<h2>(Readings|Evidence)/);
  });

  it.each([
    ['size', 512, 'bytes', '512 bytes'],
    ['connections-used', 54.38, '%', '54.4 %'],
    ['connections', 31, '', '31'],
    ['query-rate', 1, 'queries/s', '1 query/s'],
    ['sequential-scans', 1.001, 'scans/s', '1 scan/s'],
    ['query-rate', 3.456, 'queries/s', '3.46 queries/s'],
    ['no-such-check', 2, 'x', '2 x'],
  ])('a reading of %s, %d, is "%s" with unit: "%s"', (check, value, symbol, text) =>
    expect(formatReading(check, value, symbol)).toBe(text),
  );
});
