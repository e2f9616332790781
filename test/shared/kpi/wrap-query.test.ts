import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { trimStatement, wrapQuery } from '../../../shared/kpi/wrap-query.ts';

beforeAll(() => loadModule());

describe('wrapQuery()', () => {
  it('limits rows and their length around the statement', () => {
    expect(wrapQuery('SELECT 1;')).toBe('SELECT left(row_to_json(kpi.*)::text, 4096) FROM (SELECT 1\n) kpi LIMIT 101');
  });

  const queries = [
    'SELECT 1',
    'TABLE orders',
    "VALUES ('a', 1)",
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'SELECT 1 UNION SELECT 2 ORDER BY 1 LIMIT 1',
    "SELECT 'it''s; -- no comment' AS \"a;b\"",
    'SELECT $q$; -- $no$ /* $q$',
    "SELECT E'\\'; --'",
    'SELECT a$b$ FROM c -- $b$',
    'SELECT 1 /* ; /* ; */ -- */ + 1',
  ];
  const endings = ['', ';', ' ; ', ';;', ' -- end', '; -- end;', '/* end */;', ' /* ; /* ; */ */ ; -- ', '\n;\n'];

  it.each(queries.flatMap((query) => endings.map((ending) => query + ending)))('is one query around %j', (sql) => {
    const tree = parseSync(wrapQuery(sql));
    expect(tree.stmts).toHaveLength(1);
    expect(tree.stmts?.[0]?.stmt).toHaveProperty('SelectStmt');
  });
});

describe('trimStatement()', () => {
  it.each([
    ['a semicolon', 'SELECT 1;', 'SELECT 1'],
    ['white space and comments', 'SELECT 1 -- one\n/* two */\n;', 'SELECT 1'],
    ['nothing inside of a text', "SELECT ';--'", "SELECT ';--'"],
    ['nothing inside of a dollar quote', 'SELECT $a$;--$a$', 'SELECT $a$;--$a$'],
    ['nothing inside of an escaped text', "SELECT E'\\';--'", "SELECT E'\\';--'"],
    ['nothing before another statement', 'SELECT 1; SELECT 2;', 'SELECT 1; SELECT 2'],
    ['nothing where a comment is not closed', 'SELECT 1; /* /* */', 'SELECT 1; /* /* */'],
    ['everything where there is no statement', ' ; -- nothing', ''],
  ])('takes off %s', (_, sql, expected) => {
    expect(trimStatement(sql)).toBe(expected);
  });

  it('never takes off what means something: the trees stay equal', () => {
    const piece = fc.constantFrom(
      '1',
      "';'",
      '"a;"',
      '-- x\n',
      '/* ; */',
      '+',
      ';',
      '$$;$$',
      ' ',
      "E'\\''",
      'a',
      '(',
      ')',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const sql = `SELECT 1 ${pieces.join(' ')}`;
        expect(describeTree(trimStatement(sql))).toBe(describeTree(sql));
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes off everything at once, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(trimStatement(trimStatement(text))).toBe(trimStatement(text));
      }),
    );
  });
});

/** The tree, or that there is none. Lengths of statements count what was taken off. */
function describeTree(sql: string): string {
  try {
    return JSON.stringify(parseSync(sql).stmts?.map(({ stmt }) => stmt));
  } catch {
    return 'refused';
  }
}
