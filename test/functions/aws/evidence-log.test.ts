import { describe, expect, it } from 'vitest';
import { createEvidenceLog } from '../../../functions/aws/evidence-log.ts';
import type { EvidenceTable } from '../../../shared/model/evidence-table.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { KpiResult } from '../../../shared/model/kpi-result.ts';
import type { EvidenceLog } from '../../../shared/ports/evidence-log.ts';

const atMs = Date.parse('2026-01-05T08:30:00Z');
const job = 'database-health/pulse/1m';

/** What is written, each line read as JSON. */
function linesOf(use: (log: EvidenceLog) => void): readonly Readonly<Record<string, unknown>>[] {
  const written: string[] = [];
  use(createEvidenceLog((line) => void written.push(line)));
  for (const line of written) expect(line).toMatch(/^[^\n]+\n$/);
  return written.map((line) => JSON.parse(line));
}

const finding: Finding = {
  key: 'database/orders/long-query',
  severity: 'warning',
  title: 'a query of orders has been running for 73 s',
  reason: 'SELECT pg_sleep(?) of app',
  facts: [],
  atMs,
};

const tableOf = (rows: number): EvidenceTable => ({
  name: 'statements',
  title: 'Slowest statements',
  columns: [
    { key: 'query', title: 'Query', unit: 'code' },
    { key: 'calls', title: 'Calls', unit: 'count' },
  ],
  rows: Array.from({ length: rows }, (_, index) => ({
    values: [`SELECT ${index}`, index],
    ...(index === 0 ? { grade: 'critical' as const } : {}),
  })),
});

const kpiResult: KpiResult = {
  kpi: 'mrr',
  outcome: 'value',
  value: 812,
  rows: [],
  reason: '812 EUR',
  verdicts: [],
  tookMs: 12,
  atMs,
};

describe('createEvidenceLog()', () => {
  it('writes a finding as one line', () => {
    expect(linesOf((log) => log.addFinding(finding, { job }))).toEqual([
      { level: 'WARN', type: 'finding', job, finding },
    ]);
  });

  it('writes a line for each row of a table, the worst first', () => {
    const lines = linesOf((log) => log.addTable(tableOf(2), { job, subject: 'database/orders', atMs }));
    const common = { level: 'INFO', type: 'row', job, subject: 'database/orders', atMs, table: 'statements' };
    expect(lines).toEqual([
      { ...common, rank: 1, grade: 'critical', values: { query: 'SELECT 0', calls: 0 } },
      { ...common, rank: 2, values: { query: 'SELECT 1', calls: 1 } },
    ]);
  });

  it('writes at most 25 rows of a table', () => {
    const lines = linesOf((log) => log.addTable(tableOf(26), { job, subject: 'database/orders', atMs }));
    expect(lines.map(({ rank }) => rank)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('writes nothing of a row that is shorter than its columns but null', () => {
    const table = { ...tableOf(1), rows: [{ values: ['SELECT 0'] }] };
    const [line] = linesOf((log) => log.addTable(table, { job, subject: 'database/orders', atMs }));
    expect(line?.values).toEqual({ query: 'SELECT 0', calls: null });
  });

  it.each([
    ['value', 'INFO'],
    ['null', 'INFO'],
    ['no-rows', 'INFO'],
    ['error', 'WARN'],
    ['timeout', 'WARN'],
  ] as const)('writes the result of a KPI that ended in %s as %s', (outcome, level) => {
    const result = { ...kpiResult, outcome };
    expect(linesOf((log) => log.addKpiResult(result, { job }))).toEqual([{ level, type: 'kpi-result', job, result }]);
  });

  it.each([
    ['completed', 'INFO'],
    ['error', 'ERROR'],
  ] as const)('writes a run that %s as %s', (status, level) => {
    const run = { job, subject: 'refresh/sales', status, scheduledAtMs: atMs, durationMs: 5, message: 'Refreshed.' };
    expect(linesOf((log) => log.addRun(run))).toEqual([{ level, type: 'job-run', ...run }]);
  });

  it('writes nothing of a whole snapshot, whose parts are lines already', () => {
    const snapshot = {
      id: 'orders',
      title: 'Orders',
      state: 'healthy',
      summary: '',
      readings: [],
      findings: [],
    } as const;
    expect(linesOf((log) => log.addSnapshot({ ...snapshot, tables: [], notes: [] }, { part: 'pulse' }))).toEqual([]);
  });

  it('takes out what looks like a credential, wherever it stands', () => {
    const leaky = 'postgresql://app:hunter2@orders.shop.example/orders';
    const table = { ...tableOf(1), rows: [{ values: [leaky, 1] }] };
    const lines = linesOf((log) => {
      log.addFinding({ ...finding, reason: leaky, facts: [{ label: 'Query', value: leaky }] }, { job });
      log.addTable(table, { job, subject: 'database/orders', atMs });
      log.addKpiResult({ ...kpiResult, reason: leaky, rows: [{ label: leaky, value: 1 }] }, { job });
      const run = {
        job,
        subject: 'kpi/mrr',
        status: 'error',
        scheduledAtMs: atMs,
        durationMs: 5,
        message: leaky,
      } as const;
      log.addRun(run);
    });
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(JSON.stringify(lines)).toContain('orders.shop.example');
  });
});
