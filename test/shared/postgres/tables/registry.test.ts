import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildTables, databaseTables } from '../../../../shared/postgres/tables/registry.ts';
import {
  firstWindow,
  indexRow,
  pulseSample,
  slowSession,
  startMs,
  statementRow,
  tableRow,
  windowAfter,
} from '../samples.ts';

const rowsOf = (name: keyof typeof databaseTables, window: ReturnType<typeof firstWindow>) =>
  (databaseTables[name](window)?.rows ?? []).map(({ values, grade }) => [...values, grade]);

describe('databaseTables', () => {
  it('has one file per table, named after it', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../../shared/postgres/tables'));
    const tables = Object.keys(databaseTables).map((name) => `${name}.ts`);
    expect(files.filter((file) => !['registry.ts', 'table-columns.ts'].includes(file)).sort()).toEqual(tables.sort());
  });

  it('makes only tables of what was sampled', () => {
    expect(buildTables(firstWindow())).toEqual([]);
    const names = buildTables(firstWindow({ pulse: pulseSample() })).map(({ name }) => name);
    expect(names).toEqual(['slow', 'blocked', 'connections']);
  });

  it('makes rows as long as their columns are many, of plain data', () => {
    const window = windowAfter(
      { pulse: {}, objects: {}, statements: {} },
      { pulse: { slow: [slowSession()] }, objects: { indexRows: [indexRow()] }, statements: {} },
    );
    const tables = buildTables(window);
    expect(tables.length).toBe(8);
    expect(JSON.parse(JSON.stringify(tables))).toEqual(tables);
    for (const { columns, rows } of tables) for (const { values } of rows) expect(values.length).toBe(columns.length);
  });

  it('grades running statements by 1, 10 and 60 seconds, and open transactions by the time nobody used them', () => {
    const running = [61, 11, 2].map((querySeconds) => slowSession({ querySeconds }));
    const idle = slowSession({ state: 'idle in transaction', querySeconds: 90, idleSeconds: 12 });
    const pulse = pulseSample({ slow: [...running, idle] });
    const grades = rowsOf('slow', firstWindow({ pulse })).map((row) => row.at(-1));
    expect(grades).toEqual(['critical', 'warning', 'info', 'warning']);
  });

  it('rates functions, against their targets where they have one', () => {
    const functionRows = [
      { oid: 1, name: 'public.calculate_revenue', calls: 10, totalMs: 1_500, selfMs: 500 },
      { oid: 2, name: 'public.quick', calls: 10, totalMs: 30, selfMs: 30 },
      { oid: 3, name: 'public.lame', calls: 2, totalMs: 5_000, selfMs: 5_000 },
    ];
    const rows = rowsOf('functions', windowAfter({ objects: { functionRows } }));
    expect(rows.map((row) => [row[0], row[5], row[6], row[7], row.at(-1)])).toEqual([
      ['public.lame', null, 'slow', 'E', 'warning'],
      ['public.calculate_revenue', 100, 'fair', 'C', 'info'],
      ['public.quick', null, 'excellent', 'A', 'ok'],
    ]);
  });

  it('shows statements with what they did since the last look, and texts from memory', () => {
    const first = { statementRows: [statementRow({ calls: 900, totalMs: 1_000 })] };
    const window = windowAfter(
      { statements: first },
      { statements: { calls: 20_000, totalMs: 99_000, statementRows: [statementRow({ query: null })] } },
    );
    expect(rowsOf('statements', window)[0]?.slice(0, 6)).toEqual([
      'SELECT * FROM orders WHERE id = $1',
      1_000,
      100,
      90,
      10_000,
      10,
    ]);
  });

  it('tells how often an index is used', () => {
    const indexRows = [indexRow({ scans: 0 }), indexRow({ oid: 2, scans: 7 }), indexRow({ oid: 3, scans: 90 })];
    const rows = rowsOf('indexes', windowAfter({ objects: { indexRows } }));
    expect(rows.map((row) => row[5])).toEqual(['never', 'rarely', 'frequently']);
  });

  it('marks tables that are full of dead rows, and those whose cache is cold now', () => {
    const full = tableRow({ oid: 1, dead: 400_000 });
    const cold = tableRow({ oid: 2 });
    const later = [full, { ...cold, blocksHit: cold.blocksHit + 3_000, blocksRead: cold.blocksRead + 1_000 }];
    const rows = rowsOf(
      'tables',
      windowAfter({ objects: { tableRows: [full, cold] } }, { objects: { tableRows: later } }),
    );
    expect(rows.map((row) => row.at(-1))).toEqual(['warning', 'info']);
    expect(rows[1]?.[7]).toBe(75);
  });

  it('lists statements by total time, whatever their order in the sample', () => {
    const statementRows = [1, 900, 40].map((totalMs, index) => statementRow({ id: String(index), totalMs }));
    const totals = rowsOf('statements', windowAfter({ statements: { statementRows } })).map((values) => values[4]);
    expect(totals).toEqual([900, 40, 1]);
  });

  it('says why there are no statements', () => {
    const window = windowAfter({ pulse: { statements: null }, objects: {} });
    expect(databaseTables.statements(window)?.note).toContain('pg_stat_statements');
  });

  it('shows measured bloat rather than an estimate', () => {
    const measured = { oid: 1, name: 'public.carts', bytes: 1e9, uselessPercent: 74.5, uselessBytes: 7e8 };
    const window = firstWindow({ atMs: startMs, bloat: { tableRows: [measured] } });
    expect(rowsOf('bloat', window)).toEqual([['public.carts', 1e9, 74.5, 7e8, 'warning']]);
  });
});
