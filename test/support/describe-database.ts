import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { DatabaseFailure } from '../../shared/model/database-failure.ts';
import type { DatabaseConnector, DatabaseSession } from '../../shared/ports/database.ts';
import { describeValues } from './describe-database-values.ts';
import { type TestPostgres, usePostgres } from './postgres.ts';
import { freePort } from './servers/free-port.ts';
import { startRefusingPostgres } from './servers/refusing-postgres.ts';
import { answerOf, failureOf } from './sql-outcome.ts';

/** A place to connect to on 127.0.0.1. */
export interface DatabasePlace {
  readonly port: number;
  readonly database: string;
  readonly role: string;
  /** Not what the server knows. */
  readonly wrongPassword?: boolean;
}

/** A connector under test, which reaches PostgreSQL servers on this machine in its own way. */
export interface DatabaseHarness {
  readonly connector: DatabaseConnector;
  /** How the connector reaches a place, by its role `kpi`. */
  spec(place: DatabasePlace): DatabaseSpec | Promise<DatabaseSpec>;
  close(): Promise<void>;
}

const quick = { timeoutMs: 10_000 };
const inBerlin = { ...quick, timeZone: 'Europe/Berlin' };

/** What every adapter of the database port keeps, over a real server. */
export function describeDatabase(name: string, open: (postgres: TestPostgres) => Promise<DatabaseHarness>): void {
  describe(`${name} as a database`, () => {
    const postgres = usePostgres();
    const sessions: DatabaseSession[] = [];
    let harness: DatabaseHarness;

    beforeAll(async () => {
      harness = await open(postgres);
      await postgres.createRole('watch');
      await postgres.createDatabase('shop', { owner: 'watch' });
    });
    afterEach(async () => {
      await Promise.all(sessions.splice(0).map((session) => session.close()));
    });
    afterAll(() => harness?.close());

    /** A session, or the failure that an adapter without connections tells with the first statement. */
    async function reach(changes: Partial<DatabasePlace> = {}): Promise<DatabaseSession | DatabaseFailure> {
      const place = { port: postgres.server().port, database: 'shop', role: 'watch', ...changes };
      const spec = await harness.spec(place);
      const connection = await harness.connector.connect(spec, { role: 'kpi', timeoutMs: 10_000 });
      if (!connection.ok) return connection.failure;
      sessions.push(connection.session);
      const first = await connection.session.query('SELECT 1', quick);
      return first.ok ? connection.session : first.failure;
    }
    async function openSession(changes: Partial<DatabasePlace> = {}): Promise<DatabaseSession> {
      const reached = await reach(changes);
      if ('kind' in reached) throw new Error(`Cannot open a session: ${reached.kind}, ${reached.message}`);
      return reached;
    }
    async function runningStatements(pattern: string): Promise<readonly number[]> {
      const rows = await postgres.admin(
        `SELECT pid FROM pg_stat_activity WHERE query LIKE '${pattern}' AND state = 'active' AND pid <> pg_backend_pid()`,
      );
      return rows.map(({ pid }) => Number(pid));
    }

    describeValues(openSession);

    it('gives columns and rows in their order', async () => {
      const session = await openSession();
      const { columns, rows, tookMs } = answerOf(
        await session.query("SELECT n::text AS a, 'x' || n AS b FROM generate_series(1, 3) n ORDER BY n", quick),
      );
      expect(columns).toEqual(['a', 'b']);
      expect(rows).toEqual([
        ['1', 'x1'],
        ['2', 'x2'],
        ['3', 'x3'],
      ]);
      expect(tookMs).toBeGreaterThan(0);
    });

    it('gives no rows where there are none', async () => {
      const session = await openSession();
      expect(answerOf(await session.query("SELECT 'x' AS x WHERE false", quick)).rows).toEqual([]);
    });

    it('refuses two statements in one', async () => {
      const session = await openSession();
      const sql = 'CREATE TABLE stacked (id int); SELECT 1';
      expect(failureOf(await session.query(sql, quick)).kind).toBe('rejected');
      expect(failureOf(await session.queryReadOnly(`SELECT 1; COMMIT; ${sql}`, inBerlin)).kind).toBe('rejected');
      expect(answerOf(await session.query("SELECT to_regclass('stacked')::text", quick)).rows).toEqual([[null]]);
    });

    it('tells where a statement is wrong', async () => {
      const session = await openSession();
      const failure = failureOf(await session.query('SELECT missing FROM pg_class', quick));
      expect(failure).toMatchObject({ kind: 'rejected', sqlState: '42703', position: 8 });
      expect(failure.message).toContain('column "missing" does not exist');
      expect(answerOf(await session.query("SELECT 'alive'", quick)).rows).toEqual([['alive']]);
    });

    it('refuses writes in a read-only statement', async () => {
      const session = await openSession();
      await session.query('CREATE TABLE IF NOT EXISTS items (id int)', quick);
      const writes = ['INSERT INTO items VALUES (1)', 'DROP TABLE items', 'CREATE TABLE other (id int)'];
      for (const sql of writes) {
        expect(failureOf(await session.queryReadOnly(sql, inBerlin))).toMatchObject({
          kind: 'rejected',
          sqlState: '25006',
        });
      }
      await session.query('INSERT INTO items VALUES (1)', quick);
      expect(answerOf(await session.queryReadOnly('SELECT count(*)::text FROM items', inBerlin)).rows).toEqual([['1']]);
    });

    it('rolls back what a read-only statement sets', async () => {
      const session = await openSession();
      const before = answerOf(await session.query('SHOW work_mem', quick)).rows;
      await session.queryReadOnly("SELECT set_config('work_mem', '99MB', false)", inBerlin);
      await session.queryReadOnly("SELECT set_config('default_transaction_read_only', 'off', false)", inBerlin);
      expect(answerOf(await session.query('SHOW work_mem', quick)).rows).toEqual(before);
      expect(failureOf(await session.queryReadOnly('CREATE TABLE evil (id int)', inBerlin)).sqlState).toBe('25006');
    });

    it('keeps read-only statements that are asked at once apart', async () => {
      const session = await openSession();
      const outcomes = await Promise.all(
        [1, 2, 3].map((n) => session.queryReadOnly(`CREATE TABLE at_once_${n} (id int)`, inBerlin)),
      );
      expect(outcomes.map((outcome) => failureOf(outcome).sqlState)).toEqual(['25006', '25006', '25006']);
    });

    it.each([
      ['Europe/Berlin', '2026-07-01 14:00:00+02'],
      ['UTC', '2026-07-01 12:00:00+00'],
      ['Asia/Kolkata', '2026-07-01 17:30:00+05:30'],
    ])('writes moments in the time zone %s', async (timeZone, text) => {
      const session = await openSession();
      const sql = "SELECT (timestamptz '2026-07-01T12:00:00Z')::text";
      expect(answerOf(await session.queryReadOnly(sql, { ...quick, timeZone })).rows).toEqual([[text]]);
    });

    it.each(["UTC', true); SELECT 1 --", 'Middle/Nowhere', ''])('refuses the time zone "%s"', async (timeZone) => {
      const session = await openSession();
      expect(failureOf(await session.queryReadOnly('SELECT 1', { ...quick, timeZone })).kind).toBe('rejected');
      expect(answerOf(await session.query("SELECT 'alive'", quick)).rows).toEqual([['alive']]);
    });

    it('lets go of advisory locks with the session', async () => {
      const session = await openSession();
      await session.queryReadOnly('SELECT pg_advisory_lock(42)', inBerlin);
      await session.query('SELECT pg_advisory_lock(43)', quick);
      await session.close();
      expect(await postgres.admin("SELECT objid FROM pg_locks WHERE locktype = 'advisory'")).toEqual([]);
    });

    it('runs as its role is configured', async () => {
      await postgres.createRole('careful');
      await postgres.admin(
        "ALTER ROLE careful SET lock_timeout = '250ms'; ALTER ROLE careful SET search_path = 'pg_temp'",
      );
      const session = await openSession({ role: 'careful' });
      const answer = answerOf(await session.query("SELECT current_setting('lock_timeout'), current_user::text", quick));
      expect(answer.rows).toEqual([['250ms', 'careful']]);
      const inside = await session.queryReadOnly("SELECT current_setting('search_path')", inBerlin);
      expect(answerOf(inside).rows).toEqual([['pg_temp']]);
    });

    it("keeps the role's own, shorter statement timeout", async () => {
      await postgres.createRole('hasty');
      await postgres.admin("ALTER ROLE hasty SET statement_timeout = '150ms'");
      const session = await openSession({ role: 'hasty' });
      for (const outcome of [
        await session.query('SELECT pg_sleep(30)', quick),
        await session.queryReadOnly('SELECT pg_sleep(30)', inBerlin),
      ]) {
        expect(failureOf(outcome)).toMatchObject({ kind: 'timeout', sqlState: '57014' });
      }
    });

    it('gives up a statement in time, and leaves none behind on the server', async () => {
      const session = await openSession();
      const sql = "SELECT pg_sleep(60), 'forgotten'";
      const outcome = await session.queryReadOnly(sql, { ...inBerlin, timeoutMs: 300 });
      expect(failureOf(outcome).kind).toBe('timeout');
      await session.close();
      await vi.waitFor(async () => expect(await runningStatements('%forgotten%')).toEqual([]), { timeout: 5_000 });
    });

    it('tells a lock that was not granted in time', async () => {
      await postgres.createRole('impatient', 'IN ROLE watch');
      await postgres.admin("ALTER ROLE impatient SET lock_timeout = '100ms'");
      const session = await openSession({ role: 'impatient' });
      await postgres.admin('CREATE TABLE locked (id int); GRANT SELECT ON locked TO impatient', 'shop');
      const holder = await postgres.openClient({ database: 'shop' });
      await holder.query('BEGIN; LOCK TABLE locked');
      const outcomes = [
        await session.query('SELECT * FROM locked', quick),
        await session.queryReadOnly('SELECT * FROM locked', inBerlin),
      ];
      await holder.end();
      for (const outcome of outcomes) {
        expect(failureOf(outcome)).toMatchObject({ kind: 'locked', sqlState: '55P03' });
      }
    });

    const unreachable: Readonly<
      Record<string, readonly [() => Promise<Partial<DatabasePlace>>, Partial<DatabaseFailure>]>
    > = {
      'a wrong password': [async () => ({ wrongPassword: true }), { kind: 'credentials', sqlState: '28P01' }],
      'a database that is not there': [async () => ({ database: 'none' }), { kind: 'no-database', sqlState: '3D000' }],
      'a database that the role may not enter': [
        async () => {
          await postgres.createDatabase('closed');
          await postgres.admin('REVOKE CONNECT ON DATABASE closed FROM PUBLIC');
          return { database: 'closed' };
        },
        { kind: 'no-database', sqlState: '42501' },
      ],
      'a role whose connections are all taken': [
        async () => {
          await postgres.createRole('single', 'CONNECTION LIMIT 1');
          await postgres.openClient({ role: 'single', database: 'shop' });
          return { role: 'single' };
        },
        { kind: 'full', sqlState: '53300' },
      ],
      'a port where nothing listens': [async () => ({ port: await freePort() }), { kind: 'unreachable' }],
    };

    it.each(Object.entries(unreachable))('tells %s', async (_, [arrange, expected]) => {
      expect(await reach(await arrange())).toMatchObject(expected);
    });

    it('tells a server that is starting up', async () => {
      const server = await startRefusingPostgres({ sqlState: '57P03', message: 'the database system is starting up' });
      const reached = await reach({ port: server.port });
      await server.close();
      expect(reached).toMatchObject({ kind: 'starting', sqlState: '57P03' });
    });

    it('tells a connection that is killed under its statement', async () => {
      const session = await openSession();
      const outcome = session.query("SELECT pg_sleep(60), 'killed'", { timeoutMs: 30_000 });
      const [pid] = await vi.waitFor(async () => {
        const pids = await runningStatements('%killed%');
        expect(pids).toHaveLength(1);
        return pids;
      });
      await postgres.admin(`SELECT pg_terminate_backend(${pid})`);
      expect(failureOf(await outcome).kind).toBe('unreachable');
    });

    it('carries an answer of some hundred kilobytes', async () => {
      const session = await openSession();
      const answer = answerOf(await session.query("SELECT repeat('x', 1000) FROM generate_series(1, 500)", quick));
      expect(answer.rows).toHaveLength(500);
    });

    it.each([
      ['one huge value', "SELECT repeat('x', 20000000)"],
      ['too many rows', "SELECT repeat('x', 1000) FROM generate_series(1, 20000)"],
    ])('refuses an answer with %s', async (_, sql) => {
      expect(failureOf(await (await openSession()).query(sql, quick)).kind).toBe('too-large');
      expect(failureOf(await (await openSession()).queryReadOnly(sql, inBerlin)).kind).toBe('too-large');
    });
  });
}
