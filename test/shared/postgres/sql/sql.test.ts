import { describe, expect, it } from 'vitest';
import { bloatSql } from '../../../../shared/postgres/sql/bloat.ts';
import { objectsSql } from '../../../../shared/postgres/sql/objects.ts';
import { pulseBeforeStatementsSql, pulseSql } from '../../../../shared/postgres/sql/pulse.ts';
import { statementsSql } from '../../../../shared/postgres/sql/statements.ts';

const statements = {
  pulse: pulseSql,
  'pulse before statements': pulseBeforeStatementsSql,
  objects: objectsSql({ exactSizes: true, serverVersion: 160_000 }),
  'objects of any version': objectsSql({ exactSizes: true, serverVersion: undefined }),
  'objects with estimated sizes': objectsSql({ exactSizes: false, serverVersion: 150_000 }),
  statements: statementsSql({ schema: 'extensions', version: '1.11', texts: false }),
  bloat: bloatSql({ schema: 'public' }),
};

describe.each(Object.entries(statements))('the statement for %s', (name, sql) => {
  it('has no colon before a word: the RDS Data API would read a parameter', () => {
    expect(sql.replaceAll('::', '')).not.toMatch(/:\w/);
  });

  it('is one statement that says whose it is', () => {
    expect(sql).not.toContain(';');
    expect(sql.startsWith(`/* watchkeeper ${name.split(' ')[0]}`)).toBe(true);
  });
});

describe('statementsSql()', () => {
  it.each([
    ['1.7', ' total_time '],
    ['1.8', ' total_exec_time '],
    ['1.10', ' total_exec_time '],
  ])('reads the column that version %s of the extension has', (version, column) => {
    expect(statementsSql({ schema: 'public', version, texts: true })).toContain(column);
  });

  it.each([
    ['1.8', false],
    ['1.9', true],
    ['1.12', true],
  ])('asks version %s of the extension when it was reset: %s', (version, asks) => {
    expect(statementsSql({ schema: 'public', version, texts: false }).includes('pg_stat_statements_info')).toBe(asks);
  });

  it('quotes the schema', () => {
    const sql = statementsSql({ schema: 'my "stats"', version: '1.12', texts: true });
    expect(sql).toContain('"my ""stats""".pg_stat_statements(true)');
  });
});
