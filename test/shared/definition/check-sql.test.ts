import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../shared/definition/check-definition.ts';
import { checkSql } from '../../../shared/definition/check-sql.ts';
import { makeDefinition } from '../../support/definition.ts';

const databases = {
  orders: {
    kind: 'postgres',
    host: 'db.shop.example',
    database: 'orders',
    health: { user: 'dbhealth', password: { secret: 'orders/health' } },
    kpi: { user: 'dbkpi', password: { secret: 'orders/kpi' } },
  },
};

const kpi = (sql: string) => ({ database: 'orders', sql });

const definitionWith = (sql: string, change = {}) => makeDefinition({ databases, kpis: { mrr: kpi(sql) }, ...change });

describe('checkSql()', () => {
  it.each([
    'SELECT 1',
    'SELECT 1; -- with an end',
    ' ; SELECT 1 ; ; ',
    'TABLE kpi.orders',
    "VALUES ('a', 1)",
    'WITH a AS (SELECT 1) SELECT * FROM a UNION SELECT 2',
    "SELECT count(*) FILTER (WHERE total > 10) FROM orders WHERE created_at > now() - interval '1 day'",
    'SELECT "InsertStmt" AS "intoClause" FROM a',
  ])('lets pass %j', async (sql) => {
    const definition = definitionWith(sql);
    expect(checkDefinition(definition).ok).toBe(true);
    expect(await checkSql(definition)).toEqual([]);
  });

  it.each([
    ['a mistake', 'SELECT sum(total)\n  FRO orders', 'syntax error at or near "orders" at line 2, column 7'],
    [
      'a mistake behind characters of several bytes',
      "SELECT '\u{1f600}\u{fc}' FROM\n\u{e4} x y",
      'syntax error at or near "y" at line 2, column 5',
    ],
    ['a text that does not end', "SELECT 'a", 'unterminated quoted string at or near "\'a" at line 1, column 8'],
    [
      'a comment that does not end',
      'SELECT 1 /* one',
      'unterminated /* comment at or near "/* one" at line 1, column 10',
    ],
    [
      'a way out of the wrapper',
      'SELECT 1) kpi; DROP TABLE orders; SELECT (1',
      'syntax error at or near ")" at line 1, column 9',
    ],
    ['nothing but a comment', '-- later', 'holds no statement'],
    ['nothing but a semicolon', ' ; ', 'holds no statement'],
    ['two statements', "SELECT '\u{fc}';\nSELECT 2", 'holds 2 statements, the first ends at line 1, column 11'],
    ['an INSERT', 'INSERT INTO orders SELECT 1', 'is no query: insert'],
    ['DDL', 'DROP TABLE orders', 'is no query: drop'],
    ['CREATE TABLE AS', 'CREATE TABLE a AS SELECT 1', 'is no query: create table as'],
    ['COPY', "COPY orders TO PROGRAM 'cat'", 'is no query: copy'],
    ['a setting', 'SHOW work_mem', 'is no query: variable show'],
    ['an EXPLAIN', 'EXPLAIN ANALYZE SELECT 1', 'is no query: explain'],
    ['a COMMIT', 'COMMIT', 'is no query: transaction'],
    ['a DO block', 'DO $$ BEGIN END $$', 'is no query: do'],
    [
      'a CTE that deletes',
      'WITH a AS (\n  DELETE FROM orders RETURNING 1) SELECT * FROM a',
      'deletes at line 2, column 15',
    ],
    [
      'a CTE that inserts, deep inside',
      'SELECT (SELECT n FROM (WITH a AS (INSERT INTO b VALUES (1) RETURNING 1 AS n) SELECT * FROM a) x)',
      'inserts at line 1, column 47',
    ],
    ['INTO', 'SELECT 1 INTO copied', 'makes a table by INTO at line 1, column 15'],
    ['FOR UPDATE', 'SELECT * FROM orders FOR UPDATE', 'locks rows by FOR UPDATE or FOR SHARE'],
    [
      'FOR KEY SHARE of one table',
      'SELECT * FROM (SELECT 1 FROM orders o FOR KEY SHARE OF o) x',
      'locks rows by FOR UPDATE or FOR SHARE at line 1, column 56',
    ],
    ['a parameter', 'SELECT $1', 'has a parameter at line 1, column 8'],
    ['a NUL character', 'SELECT 1\0; DROP TABLE orders', 'holds a NUL character'],
  ])('refuses %s', async (_, sql, message) => {
    const [problem, ...others] = await checkSql(definitionWith(sql));
    expect(problem).toMatchObject({ path: 'kpis.mrr.sql', message });
    expect(problem?.hint).not.toBe('');
    expect(others).toEqual([]);
  });

  it('looks at every KPI, and at what the overrides of an environment bring', async () => {
    const definition = definitionWith('SELEC 1', {
      environments: {
        prod: { account: '111122223333', region: 'eu-central-1' },
        test: { region: 'eu-west-1', overrides: { kpis: { mrr: { sql: 'SELECT 1 2' }, extra: kpi('COMMIT') } } },
      },
    });
    expect((await checkSql(definition)).map(({ path }) => path)).toEqual([
      'kpis.mrr.sql',
      'environments.test.overrides.kpis.mrr.sql',
      'environments.test.overrides.kpis.extra.sql',
    ]);
  });

  it('has nothing to say where there is no statement', async () => {
    expect(await checkSql(makeDefinition())).toEqual([]);
    const fromHttp = { kpis: { open: { url: 'https://api.example/open', json: '$.count' } } };
    expect(await checkSql(makeDefinition(fromHttp))).toEqual([]);
  });
});
