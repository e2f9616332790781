import { TLSSocket } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import type { DatabaseTls, DirectLogin } from '../../../../shared/model/database.ts';
import { createDirectConnector } from '../../../../shared/postgres/direct/connector.ts';
import { createTestCertificate } from '../../../support/certificate.ts';
import { createPasswordStore, usePostgres } from '../../../support/postgres.ts';
import { encodeMessage } from '../../../support/servers/postgres-wire.ts';
import { startRawServer } from '../../../support/servers/raw-server.ts';

const [certificate, otherHost, unknown] = await Promise.all([
  createTestCertificate('valid'),
  createTestCertificate('wrong-host'),
  createTestCertificate('unknown-authority'),
]);
const identity = { certificate: certificate.identity.cert, key: certificate.identity.key };

const postgres = usePostgres({ tls: identity });
const plain = usePostgres();
const elsewhere = usePostgres({ tls: { certificate: otherHost.identity.cert, key: otherHost.identity.key } });

/** Connects as the administrator of a server and asks whether the session is encrypted. */
async function connectTo(
  server: typeof postgres,
  { tls, host, query }: { readonly tls: DatabaseTls; readonly host?: string; readonly query?: string },
) {
  const { port, adminPassword } = server.server();
  const url = `postgresql://postgres:${adminPassword}@${host ?? '127.0.0.1'}:${port}/postgres${query}`;
  const login: DirectLogin =
    query === undefined
      ? { kind: 'password', user: 'postgres', password: { secret: 'postgres' } }
      : { kind: 'url', url: { secret: 'url' } };
  const secrets = createPasswordStore(new Map(Object.entries({ postgres: adminPassword, url })));
  const spec = { ...server.spec(host === undefined ? { tls } : { tls, host }), logins: { health: login } };
  const connection = await createDirectConnector({ secrets, retryAfterMs: 1 }).connect(spec, {
    role: 'health',
    timeoutMs: 10_000,
  });
  if (!connection.ok) return connection.failure;
  const sql = 'SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
  const outcome = await connection.session.query(sql, { timeoutMs: 5_000 });
  await connection.session.close();
  return outcome.ok ? outcome.answer.rows : outcome.failure;
}

describe('TLS to a database', () => {
  it.each(['localhost', '127.0.0.1'])(
    'is spoken where the certificate is of a trusted authority and for %s',
    async (host) => {
      expect(await connectTo(postgres, { tls: { ca: certificate.ca }, host })).toEqual([['TLSv1.3']]);
    },
  );

  it.each<[string, DatabaseTls]>([
    ['the authorities of Node', 'system'],
    ['the authorities of RDS', 'rds'],
    ['another authority', { ca: unknown.ca }],
  ])('trusts no certificate that %s did not issue', async (_, tls) => {
    expect(await connectTo(postgres, { tls })).toMatchObject({
      kind: 'untrusted',
      message: expect.stringContaining('is not trusted'),
    });
  });

  it('trusts no certificate for another host', async () => {
    expect(await connectTo(elsewhere, { tls: { ca: otherHost.ca } })).toMatchObject({
      kind: 'untrusted',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    });
  });

  it('is missed at a server that offers none', async () => {
    expect(await connectTo(plain, { tls: { ca: certificate.ca } })).toMatchObject({
      kind: 'untrusted',
      message: expect.stringContaining('offers no TLS'),
    });
  });

  it.each([
    '?sslmode=disable',
    '?sslmode=no-verify',
    '?ssl=0',
    '?ssl=false',
    '?uselibpqcompat=true&sslmode=require',
    '?sslmode=prefer&sslrootcert=/dev/null',
  ])('is not weakened by %s in a connection string', async (query) => {
    expect(await connectTo(postgres, { tls: { ca: unknown.ca }, query })).toMatchObject({ kind: 'untrusted' });
    expect(await connectTo(postgres, { tls: { ca: certificate.ca }, query })).toEqual([['TLSv1.3']]);
  });

  it.each([
    ['PGSSLMODE', 'no-verify'],
    ['PGSSLMODE', 'disable'],
    ['PGSSLNEGOTIATION', 'direct'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ])('is not weakened by %s=%s in the environment', async (name, value) => {
    process.env[name] = value;
    try {
      expect(await connectTo(postgres, { tls: { ca: unknown.ca } })).toMatchObject({ kind: 'untrusted' });
    } finally {
      delete process.env[name];
    }
  });

  it('tells an impostor nothing, not even the name of the role', async () => {
    const heard: Buffer[] = [];
    const impostor = await startRawServer((socket) => {
      socket.once('data', () => {
        socket.write('S');
        const secured = new TLSSocket(socket, { ...unknown.identity, isServer: true });
        secured.on('error', () => undefined); // The client goes in the middle of the handshake.
        secured.on('data', (bytes) => {
          heard.push(bytes);
          secured.write(encodeMessage('R', Buffer.from([0, 0, 0, 3]))); // Asks for the password as it is.
        });
      });
    });
    const [{ port }, spec] = [impostor, postgres.spec({ tls: { ca: certificate.ca } })];
    const connector = createDirectConnector({ secrets: postgres.secrets, retryAfterMs: 1 });
    const connection = await connector.connect({ ...spec, port }, { role: 'health', timeoutMs: 5_000 });
    await impostor.close();
    expect(connection).toMatchObject({ ok: false, failure: { kind: 'untrusted' } });
    expect(Buffer.concat(heard).toString('latin1')).toBe('');
  });

  it('carries the request to cancel a statement, too', async () => {
    const spec = postgres.spec({ tls: { ca: certificate.ca } });
    const connection = await createDirectConnector({ secrets: postgres.secrets }).connect(spec, {
      role: 'health',
      timeoutMs: 10_000,
    });
    if (!connection.ok) throw new Error(connection.failure.message);
    const outcome = await connection.session.query("SELECT pg_sleep(60), 'forgotten'", { timeoutMs: 200 });
    await connection.session.close();
    expect(outcome).toMatchObject({ failure: { kind: 'timeout' } });
    await vi.waitFor(async () => {
      const sql = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'watchkeeper'";
      expect(await postgres.admin(sql)).toEqual([]);
    });
  });

  it('carries no endless answer', async () => {
    const spec = postgres.spec({ tls: { ca: certificate.ca } });
    const connection = await createDirectConnector({ secrets: postgres.secrets }).connect(spec, {
      role: 'health',
      timeoutMs: 10_000,
    });
    if (!connection.ok) throw new Error(connection.failure.message);
    const outcome = await connection.session.query("SELECT repeat('x', 20000000)", { timeoutMs: 10_000 });
    await connection.session.close();
    expect(outcome).toMatchObject({ failure: { kind: 'too-large' } });
  });

  it('may be off on this machine only', async () => {
    expect(await connectTo(plain, { tls: 'off' })).toEqual([[null]]);
    expect(await connectTo(plain, { tls: 'off', host: 'db.example' })).toEqual({
      kind: 'ours',
      message: 'Cannot reach "db.example" in plain text: must be on this machine, or be reached by TLS',
    });
    expect(await connectTo(plain, { tls: 'off', query: '', host: '192.0.2.1' })).toMatchObject({ kind: 'ours' });
  });

  it.each<[string, DatabaseTls, RegExp]>([
    ['a file that nobody read', { ca: { file: 'ca.pem' } }, /"ca\.pem": the file was not read/],
    ['a text that is no certificate', { ca: 'no PEM' }, /is not a certificate, must be PEM/],
  ])('is our own fault with %s', async (_, tls, message) => {
    expect(await connectTo(postgres, { tls })).toMatchObject({ kind: 'ours', message: expect.stringMatching(message) });
  });
});
