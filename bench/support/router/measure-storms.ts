import { runRounds } from '../bench.ts';
import { median } from '../statistics.ts';
import { findAlertmanager, stormAlertmanager } from './alertmanager.ts';
import { type MakeTable, withClient } from './measure.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import type { StormOrder, StormReport } from './storm-run.ts';

/** Alarms of a storm, and invocations at once: what is reserved for the function. */
export const stormSize = { alarms: 500, concurrency: 10 } as const;

interface StormCase extends Pick<StormOrder, 'cause'> {
  readonly what: string;
  readonly store: 'memory' | 'table' | 'of its own';
  /** Told over HTTP, as a peer tells. */
  readonly isTold: boolean;
}

/** What a storm took, the median of the rounds. */
export interface StormRow extends Omit<StormReport, 'slowestMs'> {
  readonly what: string;
  readonly bestMs: number;
  readonly slowestMs: number;
}

const cases: readonly StormCase[] = [
  { what: 'one parent, table', cause: 'one parent', store: 'table', isTold: false },
  { what: 'nothing in common, table', cause: 'nothing in common', store: 'table', isTold: false },
  { what: 'one webhook each, table', cause: 'nothing in common', store: 'table', isTold: true },
  { what: 'one webhook each, memory', cause: 'nothing in common', store: 'memory', isTold: true },
];

const alertmanager: StormCase = {
  what: 'one webhook each, Alertmanager',
  ...{ cause: 'nothing in common', store: 'of its own', isTold: true },
};

/** 500 alarms at once: behind one parent, with nothing in common, and beside Alertmanager where it is installed. */
export async function measureStorms(
  rounds: number,
  { makeTable, folder }: { readonly makeTable: MakeTable; readonly folder: string },
): Promise<readonly StormRow[]> {
  const program = findAlertmanager();
  const receiver = await startReceiver();
  try {
    const present = program === undefined ? cases : [...cases, alertmanager];
    const runs = await runRounds(present, rounds, async (each): Promise<StormReport> => {
      receiver.reset();
      if (each.store === 'of its own') return await runPeer(program ?? '', folder, receiver);
      const place = each.store === 'table' ? { place: await makeTable() } : {};
      const hook = each.isTold ? { hookUrl: receiver.url } : {};
      return await withClient((ask) =>
        ask<StormReport>({ do: 'storm', cause: each.cause, ...stormSize, ...place, ...hook }),
      );
    });
    return runs.map(({ each: { what }, rows }) => toRow(what, rows));
  } finally {
    receiver.close();
  }
}

/** It has nothing that is written on condition, and nobody asks it for single alerts. */
async function runPeer(program: string, folder: string, receiver: Receiver): Promise<StormReport> {
  const report = await stormAlertmanager(program, { ...stormSize, folder }, receiver);
  return { ...report, conflicts: 0, writes: 0, slowestMs: Number.NaN, held: 0, listed: 0 };
}

function toRow(what: string, rows: readonly StormReport[]): StormRow {
  const middle = (read: (row: StormReport) => number): number => median(rows.map(read));
  return {
    what,
    bestMs: Math.min(...rows.map(({ wallMs }) => wallMs)),
    wallMs: middle((row) => row.wallMs),
    cpuMs: middle((row) => row.cpuMs),
    conflicts: middle((row) => row.conflicts),
    writes: middle((row) => row.writes),
    slowestMs: middle((row) => row.slowestMs),
    held: middle((row) => row.held),
    listed: middle((row) => row.listed),
    delivered: middle((row) => row.delivered),
  };
}
