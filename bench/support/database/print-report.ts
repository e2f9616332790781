import { compared } from './collectors.ts';
import type { DatabaseRow } from './measure.ts';

/** What was measured, and on what. */
export interface DatabaseReport {
  readonly rows: readonly DatabaseRow[];
  readonly database: {
    readonly version: string;
    readonly tables: number;
    readonly indexes: number;
    readonly statements: number;
  };
  /** What `postgres_exporter --version` says; undefined where it is not installed. */
  readonly exporter: string | undefined;
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number; readonly pinned: boolean };
}

/** How many times better than the exporter with comparable data, both over a warm connection. */
const goals = { wallMs: 5, clientCpuMs: 8, serverCpuMs: 2.5 } as const;

const columns = { wallMs: 'wall', clientCpuMs: 'client CPU', serverCpuMs: 'server CPU' } as const;

/** Prints tables for people, the ratios that goals are written in, and where our own time goes. */
export function printDatabaseReport({ machine, database, exporter, rows }: DatabaseReport): void {
  const { node, cpu, cores, pinned } = machine;
  const { version, tables, indexes, statements } = database;
  console.log(`Node ${node}, PostgreSQL ${version}, ${exporter ?? 'postgres_exporter is not installed'}`);
  console.log(
    `${cores} cores of ${cpu}; ${pinned ? 'client and server on a core each' : 'client and server share the cores'}`,
  );
  console.log(`${tables} tables, ${indexes} indexes, ${statements} statements in pg_stat_statements`);
  console.log('\nOne run');
  console.table(rows.map(showRow));
  console.log('\nRatios');
  for (const line of listRatios(rows)) console.log(`  ${line}`);
  if (exporter === undefined) console.log('  postgres_exporter: not installed, so the goals are not judged');
  console.log('\nWhat limits our run, ms');
  console.table(rows.flatMap(showParts));
}

function showRow({ client, name, wallMs, clientCpuMs, serverCpuMs, traffic }: DatabaseRow) {
  return {
    client,
    run: name,
    'wall ms': round(wallMs),
    'client CPU ms': round(clientCpuMs),
    'server CPU ms': round(serverCpuMs),
    'round trips': traffic.roundTrips,
    connections: traffic.connections,
    'KB to server': round(traffic.bytesToServer / 1_024),
    'KB to client': round(traffic.bytesToClient / 1_024),
  };
}

/** How many times more each peer needs than our whole run, which is comparable only with its connection kept. */
function listRatios(rows: readonly DatabaseRow[]): readonly string[] {
  return [compared.whole, compared.fresh].flatMap((name) => {
    const own = rows.find((row) => row.name === name);
    const peers = rows.filter(({ client }) => client !== 'watchkeeper');
    if (own === undefined) return [];
    return peers.map((peer) => `${peer.client}, ${peer.name}: ${compare(peer, own)} of our ${name}`);
  });
}

function compare(peer: DatabaseRow, own: DatabaseRow): string {
  const isJudged = peer.client === 'postgres_exporter' && peer.name.startsWith('top') && own.name === compared.whole;
  return (Object.keys(columns) as (keyof typeof columns)[])
    .map((column) => {
      const goal = isJudged ? ` (goal ${goals[column]})` : '';
      return `${columns[column]} ${(peer[column] / own[column]).toFixed(2)} times${goal}`;
    })
    .join(', ');
}

function showParts({ name, wallMs, parts }: DatabaseRow) {
  if (parts === undefined) return [];
  const { connectMs, pulseMs, objectsMs, statementsMs } = parts;
  const rest = wallMs - connectMs - pulseMs - objectsMs - statementsMs;
  return [
    {
      run: name,
      connect: round(connectMs),
      pulse: round(pulseMs),
      objects: round(objectsMs),
      statements: round(statementsMs),
      'judging, memory, farewell': round(rest),
    },
  ];
}

/** Empty where nothing was measured. */
function round(value: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(1));
}
