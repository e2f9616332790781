import { expect, it } from 'vitest';
import type { DatabaseSession } from '../../shared/ports/database.ts';
import { answerOf } from './sql-outcome.ts';

const quick = { timeoutMs: 10_000 };

/** How every adapter of the database port gives values: as text, with nothing lost. */
export function describeValues(openSession: () => Promise<DatabaseSession>): void {
  const values: Readonly<Record<string, readonly [sql: string, text: string | null]>> = {
    'an int8 beyond 2^53': ['9007199254740993::int8', '9007199254740993'],
    'a numeric with all its digits': [
      '123456789012345678901234567890.10::numeric(40,2)',
      '123456789012345678901234567890.10',
    ],
    'a small integer': ['42', '42'],
    'a float': ['0.1::float8', '0.1'],
    'a text with quotes, lines and other alphabets': [`E'it''s\\n"Grün" 🚦'`, `it's\n"Grün" 🚦`],
    'an empty text': [`''`, ''],
    'json as it was written': [`'{"a": [1, null]}'::json`, '{"a": [1, null]}'],
    NULL: ['NULL::int', null],
  };

  it.each(Object.entries(values))('gives %s as text', async (_, [sql, text]) => {
    const session = await openSession();
    const answer = answerOf(await session.query(`SELECT (${sql})::text AS value`, quick));
    expect(answer).toMatchObject({ columns: ['value'], rows: [[text]] });
  });

  it.each([
    '9007199254740991::int8',
    '12345678901234567890.10::numeric',
    '42::int',
    'NULL::int8',
    '0.1::float8',
    "'a'::char(3)",
    '\'{"a": 1}\'::jsonb',
  ])('gives %s as the text that PostgreSQL writes, without a cast', async (sql) => {
    const answer = answerOf(await (await openSession()).query(`SELECT ${sql}, format('%s', ${sql})`, quick));
    const [[value, text] = []] = answer.rows;
    expect(value ?? '').toBe(text);
  });

  it('gives truth values as PostgreSQL sends them', async () => {
    const answer = answerOf(await (await openSession()).query('SELECT true, false', quick));
    expect(answer.rows).toEqual([['t', 'f']]);
  });
}
