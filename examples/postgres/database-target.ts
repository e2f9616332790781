import type { ClientConfig } from 'pg';
import { assertPortIsFree, choosePorts } from '../ports.ts';
import type { Target, TargetOptions } from '../target.ts';
import { createSecrets, type DatabaseDefinition, type ExampleDatabase, startDatabase } from './database.ts';
import { createDatabaseBoard } from './database-board.ts';
import type { DatabaseFault } from './database-fault.ts';
import { type LoadStep, startLoad } from './load.ts';
import { removeSecrets, writeSecrets } from './secrets-file.ts';

/** A database with an application at work on it, as data. */
export interface DatabaseTargetDefinition {
  /** Name of the example. */
  readonly name: string;
  /** Where the server listens unless the options say otherwise. */
  readonly port: number;
  readonly database: DatabaseDefinition;
  readonly load: readonly LoadStep[];
  readonly faults: readonly DatabaseFault[];
}

/** A target whose system is a database. */
export interface DatabaseTarget extends Target {
  /** How the application connects, under the given name. */
  readonly connectionOf: (applicationName: string) => ClientConfig;
}

/** Starts the database of an example: server, schema, data, roles, load. Its port is named `postgres`. */
export async function startDatabaseTarget(
  { name, port, database: definition, load: steps, faults }: DatabaseTargetDefinition,
  { stateDir, ports: chosen = {} }: Pick<TargetOptions, 'stateDir' | 'ports'>,
): Promise<DatabaseTarget> {
  const ports = choosePorts(name, { postgres: port }, chosen);
  await assertPortIsFree(name, { scheme: 'postgres', port: ports.postgres });
  const secrets = createSecrets(definition);
  await writeSecrets(stateDir, secrets);
  const database = await startDatabase(definition, { port: ports.postgres, secrets }).catch(async (error: unknown) => {
    await removeSecrets(stateDir);
    throw error;
  });
  const load = startLoad(database.connectionOf(`${name}-app`), steps);
  const board = createDatabaseBoard(name, faults, { database, load });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await board.close();
    await Promise.all([board.endAll(), load.stop()]);
    await database.stop();
    await removeSecrets(stateDir);
  };

  return {
    name,
    urls: urlsOf(database),
    secrets,
    listFaults: board.listFaults,
    setFault: board.setFault,
    connectionOf: database.connectionOf,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function urlsOf({ name, url, standby }: ExampleDatabase): Readonly<Record<string, string>> {
  if (standby === undefined) return { postgres: url };
  return { postgres: url, standby: `postgres://${standby.host}:${standby.port}/${name}` };
}
