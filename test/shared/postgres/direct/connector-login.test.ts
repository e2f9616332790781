import { describe, expect, it } from 'vitest';
import type { DatabaseSpec, DirectDatabase, DirectLogin } from '../../../../shared/model/database.ts';
import { createDirectConnector, type DirectConnectorParts } from '../../../../shared/postgres/direct/connector.ts';
import { createPasswordStore, usePostgres } from '../../../support/postgres.ts';
import { freePort } from '../../../support/servers/free-port.ts';
import { encodeErrorResponse } from '../../../support/servers/postgres-wire.ts';
import { sayAndEnd, startRawServer } from '../../../support/servers/raw-server.ts';

const postgres = usePostgres();
const secretUrl: DirectLogin = { kind: 'url', url: { secret: 'url' } };

type Direct = DirectDatabase & DatabaseSpec;

async function logIn(spec: Direct, parts: Partial<DirectConnectorParts> = {}) {
  const connector = createDirectConnector({ secrets: postgres.secrets, retryAfterMs: 1, ...parts });
  const connection = await connector.connect(spec, { role: 'health', timeoutMs: 5_000 });
  if (!connection.ok) return connection.failure;
  const who = await connection.session.query('SELECT current_user, current_database()', { timeoutMs: 5_000 });
  await connection.session.close();
  return who.ok ? who.answer.rows[0] : who.failure;
}

const withUrl = (url: string) => ({ secrets: createPasswordStore(new Map([['url', url]])) });
const urlSpec = (): Direct => ({
  id: 'shop',
  title: 'Shop',
  kind: 'postgres',
  port: 1,
  tls: 'off',
  logins: { health: secretUrl },
});

describe('a login', () => {
  it('takes host, port and database from its connection string', async () => {
    await postgres.createRole('by-url');
    const password = await postgres.secrets.get({ secret: 'by-url' });
    const { port } = postgres.server();
    const url = `postgresql://by-url:${password}@localhost:${port}/template1?sslmode=require&options=-c%20x%3D1`;
    expect(await logIn({ ...urlSpec(), host: 'db.example', database: 'other' }, withUrl(url))).toEqual([
      'by-url',
      'template1',
    ]);
  });

  it('takes what its connection string leaves out from the database', async () => {
    const url = `postgresql://postgres:${postgres.server().adminPassword}@localhost`;
    const spec = { ...urlSpec(), port: postgres.server().port, database: 'template1' };
    expect(await logIn(spec, withUrl(url))).toEqual(['postgres', 'template1']);
  });

  it('takes a password with every special character, percent-encoded', async () => {
    const password = `a@b/c?d#e%f:g h'i"j\\k&=ü`;
    await postgres.admin(`CREATE ROLE special LOGIN PASSWORD '${password.replaceAll("'", "''")}'`);
    const url = `postgres://special:${encodeURIComponent(password)}@127.0.0.1:${postgres.server().port}/postgres`;
    expect(await logIn(urlSpec(), withUrl(url))).toEqual(['special', 'postgres']);
  });

  it('uses an IAM token as its password', async () => {
    const asked: unknown[] = [];
    const iamToken = async (query: unknown) => {
      asked.push(query);
      return postgres.server().adminPassword;
    };
    const spec = { ...postgres.spec(), logins: { health: { kind: 'rds-iam', user: 'postgres' } as const } };
    expect(await logIn(spec, { iamToken })).toEqual(['postgres', 'postgres']);
    expect(asked).toEqual([{ host: '127.0.0.1', port: postgres.server().port, user: 'postgres' }]);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['the secret is missing', 'Cannot read secret "gone"', () => logIn(postgres.spec({ logins: { health: 'gone' } }))],
    ['the role has no login', 'has no login for the role "health"', () => logIn(postgres.spec({ logins: {} }))],
    [
      'nothing names a database',
      'nothing names the database',
      () => logIn(urlSpec(), withUrl('postgresql://watch:secret@localhost')),
    ],
    [
      'no IAM tokens are made',
      'IAM tokens are not made here',
      () => logIn({ ...postgres.spec(), logins: { health: { kind: 'rds-iam', user: 'watch' } } }),
    ],
    ['the connection string is malformed', 'it is malformed, must be', () => logIn(urlSpec(), withUrl('nonsense'))],
  ])('is our own fault where %s', async (_, message, act) => {
    expect(await act()).toMatchObject({ kind: 'ours', message: expect.stringContaining(message) });
  });

  it('does not wait for a secret that does not come', async () => {
    const connector = createDirectConnector({ secrets: { get: () => new Promise(() => undefined) } });
    expect(await connector.connect(postgres.spec(), { role: 'health', timeoutMs: 50 })).toMatchObject({
      ok: false,
      failure: { kind: 'ours', message: expect.stringContaining('not there in time') },
    });
  });

  it('is not for databases of another kind', async () => {
    const cluster = 'arn:aws:rds:eu-central-1:123456789012:cluster:shop';
    const spec: DatabaseSpec = { kind: 'data-api', id: 'x', title: 'X', cluster, database: 'x', logins: {} };
    const connector = createDirectConnector({ secrets: postgres.secrets });
    expect(await connector.connect(spec, { role: 'health', timeoutMs: 50 })).toMatchObject({
      failure: { kind: 'ours' },
    });
  });
});

describe('a password', () => {
  const password = 'T0p/s3cr@t pa#ss';
  const encoded = encodeURIComponent(password);
  const at = (port: number) => `postgresql://watch:${encoded}@localhost:${port}/postgres`;
  const spellings = [password, encoded, 's3cr', 'pa#ss', 'pa%23ss'];

  /** Fails in every way that there is, with the password in the connection string, or as a secret of its own. */
  const failures: Readonly<Record<string, () => Promise<string>>> = {
    'is refused': async () => at(postgres.server().port),
    'meets a closed port': async () => at(await freePort()),
    'meets no host': async () => `postgresql://watch:${encoded}@none.invalid/postgres`,
    'meets no database': async () => at(postgres.server().port).replace('/postgres', '/none'),
    'stands raw in its connection string': async () => `postgresql://watch:${password}@localhost/postgres`,
    'stands in a connection string of another kind': async () => at(1).replace('postgresql', 'mysql'),
    'stands in a query': async () => `postgresql://localhost/postgres?password=${encoded}`,
    'stands in place of a host': async () => `postgresql://${encoded}/postgres`,
  };

  it.each(Object.entries(failures))('is in no message where it %s', async (_, arrange) => {
    const failure = JSON.stringify(await logIn(urlSpec(), withUrl(await arrange())));
    for (const spelling of spellings) expect(failure).not.toContain(spelling);
    expect(failure).toContain('"kind"');
  });

  it.each(spellings.slice(0, 2))('is in no message where the server repeats it as %s', async (spelling) => {
    const message = `no entry for ${spelling} here`;
    const server = await startRawServer(
      sayAndEnd(encodeErrorResponse({ severity: 'FATAL', sqlState: '28000', message })),
    );
    const failure = await logIn(urlSpec(), withUrl(at(server.port)));
    await server.close();
    expect(failure).toEqual({ kind: 'credentials', sqlState: '28000', message: 'no entry for *** here' });
  });

  it('is in no message where a statement holds it', async () => {
    const connector = createDirectConnector({ secrets: postgres.secrets });
    const connection = await connector.connect(postgres.spec(), { role: 'health', timeoutMs: 5_000 });
    if (!connection.ok) throw new Error(connection.failure.message);
    const outcome = await connection.session.query(`SELECT '${postgres.server().adminPassword}'::int`, {
      timeoutMs: 5_000,
    });
    await connection.session.close();
    expect(outcome).toMatchObject({ failure: { message: 'invalid input syntax for type integer: "***"' } });
  });

  it('is in no message where a secret cannot be read', async () => {
    const secrets = {
      get: async () => Promise.reject(new Error(`bad value postgresql://watch:${encoded}@db.example/x`)),
    };
    expect(JSON.stringify(await logIn(postgres.spec(), { secrets }))).not.toContain(encoded);
  });
});

describe('the environment of this process', () => {
  it.each([
    ['PGOPTIONS', '-c work_mem=99MB'],
    ['PGDATABASE', 'none'],
    ['PGHOST', 'db.example'],
    ['PGUSER', 'nobody'],
    ['PGREPLICATION', 'true'],
    ['PGBINARY', 'true'],
  ])('changes nothing by %s', async (name, value) => {
    process.env[name] = value;
    try {
      expect(await logIn(postgres.spec())).toEqual(['postgres', 'postgres']);
    } finally {
      delete process.env[name];
    }
  });
});
