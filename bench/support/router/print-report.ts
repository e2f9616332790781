import type { EventsRow, SweepRow, TableRow } from './measure.ts';
import type { StormRow } from './measure-storms.ts';

/** What was measured, and on what. */
export interface RouterReport {
  readonly events: readonly EventsRow[];
  readonly table: readonly TableRow[];
  readonly storms: readonly StormRow[];
  readonly sweeps: readonly SweepRow[];
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number; readonly pinned: boolean };
}

/** Prints tables for people, and the ratios to what nobody can be below in the same run. */
export function printRouterReport({ machine, events, table, storms, sweeps }: RouterReport): void {
  const { node, cpu, cores, pinned } = machine;
  console.log(
    `Node ${node}, ${cores} cores of ${cpu}; ${pinned ? 'router and table on a core each' : 'no core of their own'}`,
  );
  console.log('\nEvents without a network');
  console.table(events.map(showEvents));
  console.log('\nOne event over a table');
  console.table(table.map(showTable));
  console.log('\nStorms of 500 alarms, ten invocations at once');
  console.table(storms.map(showStorm));
  console.log('\nSweeps');
  console.table(
    sweeps.map(({ what, bestMs, medianMs, cpuMs }) => ({
      ...{ sweep: what, 'best s': round(bestMs / 1_000, 2), s: round(medianMs / 1_000, 2) },
      'CPU s': round(cpuMs / 1_000, 2),
    })),
  );
  console.log('\nRatios');
  for (const line of listRatios({ events, table, storms })) console.log(`  ${line}`);
}

function showEvents({ what, open, bestUs, medianUs, jsonUs }: EventsRow) {
  return {
    through: what,
    'open incidents': open,
    'best us': round(bestUs, 1),
    us: round(medianUs, 1),
    'events/s': Math.round(1_000_000 / medianUs),
    'JSON alone us': round(jsonUs, 1),
  };
}

function showTable({ open, kind, p50Ms, p95Ms, roundTrips, bytes }: TableRow) {
  return {
    'open incidents': open,
    event: kind,
    'p50 ms': round(p50Ms, 1),
    'p95 ms': round(p95Ms, 1),
    'round trips': round(roundTrips, 1),
    KB: round(bytes / 1_024, 1),
  };
}

function showStorm({ what, bestMs, wallMs, cpuMs, slowestMs, writes, conflicts, held, listed, delivered }: StormRow) {
  return {
    storm: what,
    ...{ 'best s': round(bestMs / 1_000, 2), s: round(wallMs / 1_000, 2), 'CPU s': round(cpuMs / 1_000, 2) },
    ...{ 'slowest ms': round(slowestMs, 0), writes, conflicts, held, listed, delivered },
  };
}

/** How many times more our work takes than the floor, and than the peer where there is one. */
function listRatios({ events, table, storms }: Pick<RouterReport, 'events' | 'table' | 'storms'>): readonly string[] {
  const toJson = events.map(
    ({ what, open, medianUs, jsonUs }) =>
      `${what}, ${open} open: ${round(medianUs / jsonUs, 2)} times reading and writing one record's JSON`,
  );
  const toBare = [0, 1_000].map((open) => {
    const find = (kind: string) => table.find((row) => row.open === open && row.kind === kind);
    const [every, bare] = [find('every event'), find('bare read and write')];
    const times = (every?.p50Ms ?? Number.NaN) / (bare?.p50Ms ?? Number.NaN);
    return `table, ${open} open: an event takes ${round(times, 2)} times a bare read and write (p50)`;
  });
  return [...toJson, ...toBare, ...comparePeer(storms)];
}

function comparePeer(storms: readonly StormRow[]): readonly string[] {
  const peer = storms.find(({ what }) => what.endsWith('Alertmanager'));
  if (peer === undefined) return ['Alertmanager is not installed'];
  return storms
    .filter(({ what }) => what.startsWith('one webhook each') && what !== peer.what)
    .map(({ what, wallMs, cpuMs }) => {
      const [wall, cpu] = [round(wallMs / peer.wallMs, 2), round(cpuMs / peer.cpuMs, 2)];
      return `storm, ${what}: ${wall} times Alertmanager's wall time, ${cpu} times its CPU`;
    });
}

/** Empty where nothing was measured. */
function round(value: number, digits: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(digits));
}
