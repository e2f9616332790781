import { describe, expect, it } from 'vitest';
import type { DatabaseSpec } from '../../../shared/model/database.ts';
import type { DatabaseRoleName, SqlOutcome } from '../../../shared/ports/database.ts';
import { bloatSql } from '../../../shared/postgres/sql/bloat.ts';
import { objectsSql } from '../../../shared/postgres/sql/objects.ts';
import { pulseBeforeStatementsSql, pulseSql } from '../../../shared/postgres/sql/pulse.ts';
import { statementsSql } from '../../../shared/postgres/sql/statements.ts';
import { listStatisticsFunctions, useStatisticsFunctions } from '../../../shared/postgres/statistics-functions.ts';

const spec: DatabaseSpec = { id: 'orders', title: 'Orders', kind: 'postgres', port: 5_432, tls: 'off', logins: {} };
const answer = (...rows: readonly string[]): SqlOutcome => ({
  ok: true,
  answer: { columns: ['exists'], rows: rows.map((value) => [value]), tookMs: 1 },
});
const refused: SqlOutcome = { ok: false, failure: { kind: 'rejected', message: 'function does not exist' } };

/** A server that has the functions or not, and what it was asked; questions whether it has them are `exist?`. */
function fakeServer(has: () => boolean, reply: SqlOutcome = answer()) {
  const asked: string[] = [];
  const connector = useStatisticsFunctions({
    async connect() {
      return {
        ok: true,
        session: {
          async query(sql) {
            const isQuestion = sql.startsWith('SELECT EXISTS');
            asked.push(isQuestion ? 'exist?' : sql);
            return isQuestion ? answer(String(has())) : reply;
          },
          queryReadOnly: async () => reply,
          close: async () => undefined,
        },
      };
    },
  });
  const ask = async (sql: string, role: DatabaseRoleName = 'health') => {
    const connection = await connector.connect(spec, { role, timeoutMs: 1_000 });
    if (connection.ok) await connection.session.query(sql, { timeoutMs: 1_000 });
  };
  return { ask, asked };
}

const statements = (texts: boolean) => statementsSql({ schema: 'public', version: '1.8', texts });

describe('useStatisticsFunctions()', () => {
  it.each([
    ['pulse', pulseSql],
    ['pulse_before_statements', pulseBeforeStatementsSql],
    ['objects', objectsSql({ exactSizes: true, serverVersion: 170_006 })],
    ['objects_estimated', objectsSql({ exactSizes: false, serverVersion: 170_006 })],
    ['statements', statements(false)],
    ['statement_texts', statements(true)],
    ['bloat', bloatSql({ schema: 'public' })],
  ])('calls %s() where the server has it', async (name, sql) => {
    const { ask, asked } = fakeServer(() => true);
    await ask(sql);
    expect(asked).toEqual(['exist?', `SELECT k, j FROM watchkeeper.${name}()`]);
    expect(listStatisticsFunctions('extensions').map((fn) => fn.name)).toContain(name);
  });

  it('sends the statement itself where there is no such function, and asks once', async () => {
    const { ask, asked } = fakeServer(() => false);
    await ask(pulseSql);
    await ask(pulseSql);
    expect(asked).toEqual(['exist?', pulseSql, pulseSql]);
  });

  it.each<readonly [string, string, DatabaseRoleName]>([
    ['another statement', 'SELECT 1', 'health'],
    ['another role', pulseSql, 'kpi'],
  ])('leaves %s as it is', async (_, sql, role) => {
    const { ask, asked } = fakeServer(() => true);
    await ask(sql, role);
    expect(asked).toEqual([sql]);
  });

  it('asks again after a call was refused', async () => {
    const { ask, asked } = fakeServer(() => true, refused);
    await ask(pulseSql);
    await ask(pulseSql);
    expect(asked.filter((sql) => sql === 'exist?')).toHaveLength(2);
  });
});
