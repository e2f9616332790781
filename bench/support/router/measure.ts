import { runRounds } from '../bench.ts';
import { startTrafficCounter } from '../database/traffic-counter.ts';
import { cores, type ScriptProcess, startScript } from '../processes.ts';
import { median, percentile } from '../statistics.ts';
import type { RouterOrder } from './client.ts';
import { type EventsReport, mixedAlarms } from './core-run.ts';
import { outage } from './event-mix.ts';
import type { SweepRunReport } from './sweep-run.ts';
import type { TablePlace } from './table-place.ts';
import type { TableReport } from './table-run.ts';
import type { TableOrder } from './table-server.ts';

/** Asks the process of the table for a fresh one. */
export type MakeTable = () => Promise<TablePlace>;

/** Names every table anew. */
export function createTables(server: ScriptProcess): MakeTable {
  let count = 0;
  return async () => {
    count += 1;
    return await server.ask<TablePlace>({ tableName: `incidents-${count}` } satisfies TableOrder);
  };
}

/** Starts a process on the client's core for one piece of work. */
export async function withClient<T>(
  work: (ask: <Answer>(order: RouterOrder) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  const client = startScript('router/client.ts', cores.client);
  try {
    return await work((order) => client.ask(order));
  } finally {
    await client.end();
  }
}

/** What one event costs without a network, beside open incidents of other alarms. */
export interface EventsRow {
  readonly what: 'core' | 'function';
  readonly open: number;
  readonly bestUs: number;
  readonly medianUs: number;
  readonly jsonUs: number;
}

/** How many cycles of the mix a case makes: enough for half a second or more. */
const cyclesOf = ({ what, open }: Pick<EventsRow, 'what' | 'open'>): number => {
  if (what === 'core') return 50;
  return open > 1_000 ? 1 : 5;
};

/** Events through the pure core and through the whole function over memory, one after the other. */
export async function measureEvents(rounds: number): Promise<readonly EventsRow[]> {
  const cases = (['core', 'function'] as const).flatMap((what) => [0, 1_000, 10_000].map((open) => ({ what, open })));
  const runs = await runRounds(cases, rounds, (each) =>
    withClient((ask) => ask<EventsReport>({ do: each.what, open: each.open, cycles: cyclesOf(each) })),
  );
  return runs.map(({ each, rows }) => {
    const us = rows.map(({ wallMs, events }) => (wallMs * 1_000) / events);
    const jsonUs = median(rows.map((row) => row.jsonUs));
    return { ...each, bestUs: Math.min(...us), medianUs: median(us), jsonUs };
  });
}

/** Latency of one kind of event over a table. */
export interface TableRow {
  readonly open: number;
  readonly kind: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Answers that the table gave. */
  readonly roundTrips: number;
  readonly bytes: number;
}

/** The whole function over DynamoDB's stand-in; the rows `every event` and `bare read and write` are what to compare. */
export async function measureTable(rounds: number, makeTable: MakeTable): Promise<readonly TableRow[]> {
  const runs = await runRounds([{ open: 0 }, { open: 1_000 }], rounds, async ({ open }) => {
    const place = await makeTable();
    return await withClient(async (ask) => {
      await ask({ do: 'prepare table', place, open });
      return await ask<TableReport>({ do: 'pass', cycles: 1 });
    });
  });
  const rows: TableRow[] = [];
  for (const { each, rows: reports } of runs) {
    const traffic = await countTraffic(each.open, makeTable);
    const timed = (kind: string, ms: readonly number[], wire: Wire): TableRow => ({
      ...{ open: each.open, kind, p50Ms: percentile(ms, 50), p95Ms: percentile(ms, 95) },
      ...wire,
    });
    const all = reports.flatMap(({ byKind }) => Object.values(byKind).flat());
    const mean = (read: (wire: Wire) => number): number =>
      traffic.reduce((sum, wire) => sum + read(wire), 0) / traffic.length;
    const whole = { roundTrips: mean((wire) => wire.roundTrips), bytes: mean((wire) => wire.bytes) };
    rows.push(
      ...outage.map(({ kind }, step) =>
        timed(
          kind,
          reports.flatMap(({ byKind }) => byKind[kind] ?? []),
          traffic[step] ?? none,
        ),
      ),
      timed('every event', all, whole),
      timed(
        'bare read and write',
        reports.flatMap(({ bareMs }) => bareMs),
        { roundTrips: 2, bytes: Number.NaN },
      ),
    );
  }
  return rows;
}

interface Wire {
  readonly roundTrips: number;
  readonly bytes: number;
}

const none: Wire = { roundTrips: Number.NaN, bytes: Number.NaN };

/** By step of the outage, for one event of it; apart from what is timed, because counting costs time. */
async function countTraffic(open: number, makeTable: MakeTable): Promise<readonly Wire[]> {
  const place = await makeTable();
  const counter = await startTrafficCounter(Number(new URL(place.client.endpoint).port));
  const relayed = { ...place, client: { ...place.client, endpoint: `http://127.0.0.1:${counter.port}` } };
  try {
    return await withClient(async (ask) => {
      await ask({ do: 'prepare table', place: relayed, open });
      const wires: Wire[] = [];
      for (const step of outage.keys()) {
        counter.take();
        await ask({ do: 'step', step });
        const { roundTrips, bytesToClient, bytesToServer } = counter.take();
        wires.push({
          roundTrips: roundTrips / mixedAlarms.length,
          bytes: (bytesToClient + bytesToServer) / mixedAlarms.length,
        });
      }
      return wires;
    });
  } finally {
    counter.close();
  }
}

/** What a sweep takes. */
export interface SweepRow {
  readonly what: string;
  readonly bestMs: number;
  readonly medianMs: number;
  readonly cpuMs: number;
}

/** Sweeps over a thousand open incidents: CloudWatch agrees about each, and a thousand are due where that is asked for. */
export async function measureSweeps(rounds: number, makeTable: MakeTable): Promise<readonly SweepRow[]> {
  const cases = [
    { what: '1,000 open, nothing due', open: 1_000, isDue: false },
    { what: '1,000 open, all of them due', open: 1_000, isDue: true },
  ];
  const runs = await runRounds(cases, rounds, async ({ open, isDue }) => {
    const place = await makeTable();
    return await withClient(async (ask) => {
      await ask({ do: 'prepare sweep', place, open, isDue });
      const report = await ask<SweepRunReport>({ do: 'sweep', times: 1 });
      if (report.due !== (isDue ? open : 0))
        throw new Error(`Cannot measure: the sweep found ${report.due} due, must be all or none`);
      return report;
    });
  });
  return runs.map(({ each: { what }, rows }) => {
    const ms = rows.flatMap(({ wallMs }) => wallMs);
    return { what, bestMs: Math.min(...ms), medianMs: median(ms), cpuMs: median(rows.map((row) => row.cpuMs)) };
  });
}
