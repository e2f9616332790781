import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, chmod, chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries, isRoot, unprivileged } from './binaries.ts';

/** How a server is started. */
export interface PostgresOptions {
  /** 0, the default, picks a free one. */
  readonly port?: number;
  /** Lines of `postgresql.conf` over the defaults below; values are quoted. */
  readonly settings?: Readonly<Record<string, string>>;
  /** PEM texts; without them the server speaks plain text only. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** A real PostgreSQL server on 127.0.0.1, with a data directory that ends with it. */
export interface PostgresServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly adminUser: 'postgres';
  readonly adminPassword: string;
  /** Process id of the postmaster. */
  readonly pid: () => number | undefined;
  /** A streaming standby of this server, on a free port. Ended by its own `stop`, or with its primary. */
  readonly startStandby: () => Promise<PostgresServer>;
  /** Stops and keeps the data; `restart` starts it again. */
  readonly halt: () => Promise<void>;
  /** Stops and starts again on the same port; `immediate` is a crash. */
  readonly restart: (mode?: 'fast' | 'immediate') => Promise<void>;
  /** Stops, and removes the directory. Stopping twice is allowed. */
  readonly stop: () => Promise<void>;
}

/** Small and quick rather than safe: nothing here outlives the process. */
const defaultSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '16MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  track_functions: 'pl',
  track_io_timing: 'on',
  wal_level: 'replica',
  max_wal_senders: '4',
  wal_keep_size: '256MB',
  hot_standby: 'on',
  log_min_messages: 'fatal',
};

const startPatienceMs = 30_000;
const stopPatienceMs = 10_000;

const run = promisify(execFile);

/** Everything that a server keeps while it runs. */
interface Cluster {
  readonly bin: string;
  readonly directory: string;
  readonly data: string;
  readonly port: number;
  readonly password: string;
}

const asUser = () => (isRoot() ? unprivileged : {});

/** What ends with the process, whatever ends it: a postmaster that outlives its owner would keep the port. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGQUIT');
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('Cannot find a free port on 127.0.0.1');
  return address.port;
}

async function createDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'watchkeeper-pg-'));
  if (isRoot()) await chown(directory, unprivileged.uid, unprivileged.gid);
  return directory;
}

async function writeOwned(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (isRoot()) await chown(path, unprivileged.uid, unprivileged.gid);
}

const settingLines = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');

async function initialise({ bin, directory, data, password }: Cluster): Promise<void> {
  const passwordFile = join(directory, 'password');
  await writeOwned(passwordFile, password);
  const options = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await run(join(bin, 'initdb'), options, { ...asUser(), cwd: directory });
  await rm(passwordFile);
}

async function configure(cluster: Cluster, { settings = {}, tls }: PostgresOptions): Promise<void> {
  const { data, directory } = cluster;
  const secured =
    tls === undefined
      ? {}
      : { ssl: 'on', ssl_cert_file: join(directory, 'server.crt'), ssl_key_file: join(directory, 'server.key') };
  if (tls !== undefined) {
    await writeOwned(join(directory, 'server.crt'), tls.certificate);
    await writeOwned(join(directory, 'server.key'), tls.key);
  }
  await appendFile(join(data, 'postgresql.conf'), settingLines({ ...defaultSettings, ...secured, ...settings }));
  await appendFile(join(data, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 scram-sha-256\n');
}

/** Starts the postmaster and waits until it says that it is ready; rejects with its own words where it ends instead. */
async function launch({ bin, data, port, directory }: Cluster): Promise<ChildProcess> {
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-c', 'log_min_messages=log'], {
    ...asUser(),
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`it was not ready after ${startPatienceMs / 1_000} s`)),
      startPatienceMs,
    );
    child.once('error', reject);
    child.once('exit', () => reject(new Error(said.trim().split('\n').slice(-3).join(' '))));
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-4_000);
      if (!/ready to accept (read[- ]only )?connections/.test(said)) return;
      clearTimeout(late);
      resolve();
    });
  }).catch((error: Error) => {
    child.kill('SIGQUIT');
    throw new Error(`Cannot start PostgreSQL on port ${port}: ${error.message}`, { cause: error });
  });
  return child;
}

async function end(child: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGQUIT'), stopPatienceMs);
  await exited;
  clearTimeout(late);
}

/** Serves a cluster whose directory is ready. */
async function serve(cluster: Cluster): Promise<PostgresServer> {
  const { directory, data, port, password } = cluster;
  const standbys = new Set<PostgresServer>();
  let child: ChildProcess | undefined = await launch(cluster);
  let stopping: Promise<void> | undefined;

  const halt = async () => {
    if (child !== undefined) await end(child, 'SIGINT');
    child = undefined;
  };
  const stop = async () => {
    await Promise.all([...standbys].map((standby) => standby.stop()));
    await halt();
    await rm(directory, { recursive: true, force: true });
  };

  return {
    host: '127.0.0.1',
    port,
    adminUser: 'postgres',
    adminPassword: password,
    pid: () => child?.pid,
    async startStandby() {
      const copy = await copyAsStandby(cluster);
      const standby = await serve(copy).catch(async (error: unknown) => {
        await rm(copy.directory, { recursive: true, force: true });
        throw error;
      });
      standbys.add(standby);
      return standby;
    },
    halt,
    async restart(mode = 'fast') {
      if (child !== undefined) await end(child, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      child = await launch({ ...cluster, data });
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** A base backup without pg_basebackup, which the packages leave out: the files between the start and the stop of a backup. */
async function copyAsStandby(primary: Cluster): Promise<Cluster> {
  const directory = await createDirectory();
  const standby = { ...primary, directory, data: join(directory, 'data'), port: await freePort() };
  const { Client } = await import('pg');
  const client = new Client({
    host: '127.0.0.1',
    port: primary.port,
    user: 'postgres',
    password: primary.password,
    database: 'postgres',
  });
  await client.connect();
  try {
    const { rows: versions } = await client.query("SELECT current_setting('server_version_num')::int AS version");
    const [start, stop] =
      versions[0]?.version >= 150_000
        ? ["SELECT pg_backup_start('standby', true)", 'SELECT labelfile FROM pg_backup_stop(false)']
        : ["SELECT pg_start_backup('standby', true, false)", 'SELECT labelfile FROM pg_stop_backup(false, false)'];
    await client.query(start);
    await cp(primary.data, standby.data, {
      recursive: true,
      filter: (path) =>
        !/\/postmaster\.(pid|opts)$/.test(path) && !/\/pg_wal\/.+/.test(path) && !/\/pg_replslot\/.+/.test(path),
    });
    const { rows } = await client.query(stop);
    await writeOwned(join(standby.data, 'backup_label'), rows[0]?.labelfile);
  } finally {
    await client.end();
  }
  await writeOwned(join(standby.data, 'standby.signal'), '');
  const primaryConnection = `host=127.0.0.1 port=${primary.port} user=postgres password=${primary.password} application_name=standby`;
  await appendFile(join(standby.data, 'postgresql.conf'), settingLines({ primary_conninfo: primaryConnection }));
  if (isRoot()) await run('chown', ['-R', `${unprivileged.uid}:${unprivileged.gid}`, directory]);
  await chmod(standby.data, 0o700);
  return standby;
}

/** Starts a server. Rejects, in one sentence and with nothing left behind, where it cannot. */
export async function startPostgresServer(options: PostgresOptions = {}): Promise<PostgresServer> {
  const { port = 0 } = options;
  const directory = await createDirectory();
  const cluster: Cluster = {
    bin: await findBinaries(),
    directory,
    data: join(directory, 'data'),
    port: port === 0 ? await freePort() : port,
    password: randomBytes(18).toString('base64url'),
  };
  try {
    await initialise(cluster);
    await configure(cluster, options);
    return await serve(cluster);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}
