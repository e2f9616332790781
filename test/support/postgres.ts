import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type PostgresOptions, type PostgresServer, startPostgresServer } from '../../examples/postgres/server.ts';
import type { DatabaseSpec, DatabaseTls, DirectDatabase } from '../../shared/model/database.ts';
import type { DatabaseRoleName } from '../../shared/ports/database.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** A row as `pg` reads it: `int8` and `numeric` are text. */
export type AdminRow = Readonly<Record<string, unknown>>;

/** Who opens a client, and where; default: the administrator, in the database `postgres`. */
export interface ClientOptions {
  readonly database?: string;
  /** A role that `createRole` made. */
  readonly role?: string;
}

/** What may differ from a specification whose only login, `health`, is the administrator in the database `postgres`. */
export interface SpecChanges {
  readonly database?: string;
  readonly logins?: Readonly<Partial<Record<DatabaseRoleName, string>>>;
  readonly tls?: DatabaseTls;
  readonly host?: string;
  readonly port?: number;
}

/** One PostgreSQL server of a test file, and what its tests need around it. */
export interface TestPostgres {
  /** Throws before `beforeAll` ran. */
  readonly server: () => PostgresServer;
  /** Runs statements (more than one, too) as administrator on a connection of their own; the rows of the last one. */
  readonly admin: (sql: string, database?: string) => Promise<readonly AdminRow[]>;
  /** A client of its own, e.g. to hold a lock; ended with the server where the test does not end it before. */
  readonly openClient: (options?: ClientOptions) => Promise<Client>;
  /** A role that may log in, with a password that `secrets` holds under the role's name. `options`: e.g. `CONNECTION LIMIT 1`. */
  readonly createRole: (name: string, options?: string) => Promise<void>;
  readonly createDatabase: (name: string, options?: { readonly owner?: string }) => Promise<void>;
  /** How to reach the server directly; the logins are names of roles. */
  readonly spec: (changes?: SpecChanges) => DirectDatabase & DatabaseSpec;
  /** The passwords of the roles by their names, that of `postgres` among them. */
  readonly secrets: Secrets;
}

/** Starts one server for a test file, before its first test, and stops it after the last. */
export function usePostgres(options?: PostgresOptions): TestPostgres {
  let started: PostgresServer | undefined;
  const passwords = new Map<string, string>();
  const clients = new Set<Client>();

  beforeAll(async () => {
    started = await startPostgresServer(options);
    passwords.set(started.adminUser, started.adminPassword);
  });
  afterAll(async () => {
    await Promise.all([...clients].map((client) => client.end()));
    await started?.stop();
  });

  function server(): PostgresServer {
    if (started === undefined) throw new Error('Cannot use the server: it is not running, must be asked for in a test');
    return started;
  }

  async function openClient({ database = 'postgres', role = 'postgres' }: ClientOptions = {}): Promise<Client> {
    const { host, port } = server();
    const client = new Client({ host, port, user: role, password: passwords.get(role), database, ssl: false });
    client.on('error', () => undefined); // A test may end the server or the backend under it.
    client.on('end', () => clients.delete(client));
    await client.connect();
    clients.add(client);
    return client;
  }

  async function admin(sql: string, database?: string): Promise<readonly AdminRow[]> {
    const client = await openClient(database === undefined ? {} : { database });
    try {
      // Several statements give several results, which the types of `pg` do not know.
      const results: unknown = await client.query(sql);
      const last = (Array.isArray(results) ? results.at(-1) : results) as { readonly rows: readonly AdminRow[] };
      return last.rows;
    } finally {
      await client.end();
    }
  }

  return {
    server,
    admin,
    openClient,
    async createRole(name, roleOptions = '') {
      const password = randomBytes(18).toString('base64url');
      await admin(`CREATE ROLE ${escapeIdentifier(name)} LOGIN PASSWORD ${escapeLiteral(password)} ${roleOptions}`);
      passwords.set(name, password);
    },
    async createDatabase(name, { owner } = {}) {
      const ownedBy = owner === undefined ? '' : `OWNER ${escapeIdentifier(owner)}`;
      await admin(`CREATE DATABASE ${escapeIdentifier(name)} ${ownedBy}`);
    },
    spec: (changes = {}) => specOf(server(), changes),
    secrets: createPasswordStore(passwords),
  };
}

function specOf(
  server: PostgresServer,
  { database = 'postgres', logins = { health: 'postgres' }, tls = 'off', host, port }: SpecChanges,
): DirectDatabase & DatabaseSpec {
  const roles = Object.entries(logins).map(([name, role]) => [
    name,
    { kind: 'password', user: role, password: { secret: role } },
  ]);
  return {
    id: 'shop',
    title: 'Shop',
    kind: 'postgres',
    host: host ?? server.host,
    port: port ?? server.port,
    database,
    tls,
    logins: Object.fromEntries(roles),
  };
}

/** Secrets that are read from a map, by the name of the secret. */
export function createPasswordStore(passwords: ReadonlyMap<string, string>): Secrets {
  return {
    async get({ secret }) {
      const value = passwords.get(secret);
      if (value !== undefined) return value;
      throw new Error(`Cannot read secret "${secret}": there is none in this test, must be created with its role`);
    },
  };
}
