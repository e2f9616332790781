import { randomBytes } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';
import { createRandom, type Random } from './random.ts';
import { createRoleSql, type MonitorRole } from './roles.ts';
import { type PostgresServer, startPostgresServer } from './server.ts';

/** A database as an example declares it. */
export interface DatabaseDefinition {
  /** Name of the database, and first part of its secrets: `orders` has `orders/health`. */
  readonly name: string;
  /** Run as the application, which then owns everything. Makes the schema `kpi` too, where there is a role for it. */
  readonly schema: string;
  /** Fills the tables, the same way at every start but for the time that it is relative to. */
  readonly seed: (client: Client, random: Random) => Promise<void>;
  readonly roles: readonly MonitorRole[];
  /** Run last, as the administrator, with the roles in place. */
  readonly grants?: string;
  /** Lines of `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether a streaming standby runs beside it. */
  readonly standby?: boolean;
}

/** A running database of an example. */
export interface ExampleDatabase {
  readonly name: string;
  readonly server: PostgresServer;
  readonly standby?: PostgresServer;
  /** Without a role or a password. */
  readonly url: string;
  /** How the application connects, under a name that `pg_stat_activity` shows. */
  readonly connectionOf: (applicationName: string) => ClientConfig;
  /** Work as the administrator of this database; never waits longer than a few seconds for a lock. */
  readonly administer: <T>(work: (client: Client) => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** Role of the application, owner of all tables. */
const owner = 'app';

const seedOfRandom = 20_250_101;

const createPassword = (): string => randomBytes(18).toString('base64url');

/** A new password for each role, by the name of its secret. */
export function createSecrets({ name, roles }: DatabaseDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(roles.map((role) => [`${name}/${role}`, createPassword()]));
}

/** Connects, works, and ends the connection in any case. */
export async function withClient<T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(config);
  // A connection that the server ends is told by the statement that fails.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How the administrator of a server connects. */
export function adminConnection(server: PostgresServer, database: string): ClientConfig {
  const { host, port, adminUser, adminPassword } = server;
  return { host, port, user: adminUser, password: adminPassword, database, application_name: 'administrator' };
}

interface Passwords {
  readonly ofOwner: string;
  /** Of the other roles, by the name of their secret. */
  readonly secrets: Readonly<Record<string, string>>;
}

async function prepare(
  server: PostgresServer,
  database: DatabaseDefinition,
  { ofOwner, secrets }: Passwords,
): Promise<void> {
  const { name, schema, seed, roles, grants = '' } = database;
  const { host, port } = server;
  await withClient(adminConnection(server, 'postgres'), async (client) => {
    await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD '${ofOwner}'`);
    await client.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  });
  await withClient({ host, port, user: owner, password: ofOwner, database: name }, async (client) => {
    await client.query(schema);
    await seed(client, createRandom(seedOfRandom));
  });
  await withClient(adminConnection(server, name), async (client) => {
    const created = roles.map((role) => createRoleSql(role, { password: secrets[`${name}/${role}`] ?? '', owner }));
    await client.query('CREATE EXTENSION pg_stat_statements; CREATE EXTENSION pgstattuple');
    await client.query(`${created.join('\n')}\n${grants}`);
    // What was done to make the data is no business of the monitor; how many rows there are is.
    await client.query('SELECT pg_stat_reset(), pg_stat_statements_reset()');
    await client.query('ANALYZE');
  });
}

/**
 * Starts a server with one database in it: schema, data, and roles with the passwords that `createSecrets` made. Rejects,
 * with nothing left behind, when it cannot.
 */
export async function startDatabase(
  database: DatabaseDefinition,
  { port, secrets }: { readonly port: number; readonly secrets: Readonly<Record<string, string>> },
): Promise<ExampleDatabase> {
  const { name, settings = {} } = database;
  // A standby looks for its primary twice a second, so that it is back soon after an outage.
  const replication = database.standby === true ? { wal_retrieve_retry_interval: '500ms' } : {};
  const server = await startPostgresServer({ port, settings: { ...replication, ...settings } });
  try {
    const password = createPassword();
    await prepare(server, database, { ofOwner: password, secrets });
    const standby = database.standby === true ? await server.startStandby() : undefined;
    const application = { host: server.host, port: server.port, user: owner, password, database: name };
    return {
      name,
      server,
      ...(standby === undefined ? {} : { standby }),
      url: `postgres://${server.host}:${server.port}/${name}`,
      connectionOf: (applicationName) => ({ ...application, application_name: applicationName }),
      administer: (work) => withClient({ ...adminConnection(server, name), lock_timeout: 5_000 }, work),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
