import { setTimeout } from 'node:timers/promises';
import { runRounds } from '../bench.ts';
import { median } from '../statistics.ts';
import { type Case, type CollectorParts, listCases, startCollector } from './collectors.ts';
import type { RunParts } from './health-run.ts';
import { readServerCpuMs } from './server-cpu.ts';
import { startTrafficCounter, type Traffic } from './traffic-counter.ts';

/** What one run of one collector costs: the median of all runs for times, of the rounds' means for processor time. */
export interface DatabaseRow {
  readonly client: Case['client'];
  readonly name: string;
  readonly wallMs: number;
  readonly clientCpuMs: number;
  /** NaN outside of Linux. */
  readonly serverCpuMs: number;
  /** Of one run, on average. */
  readonly traffic: Traffic;
  /** Medians, where it is our own run. */
  readonly parts?: RunParts;
}

/** How much is measured. */
export interface Amount {
  readonly rounds: number;
  /** Runs of each case in each round. */
  readonly runs: number;
}

/** Runs that do not count: code gets compiled, caches of the connection fill. */
const warmUpRuns = 10;

/** Through the counter; each run of a case is like the other. */
const countedRuns = 4;

/** How long an ended backend may take to be counted by its postmaster. */
const settleMs = 50;

/** Measures every case once per round, then counts what went over the wire, which costs time and is therefore not timed. */
export async function measureCollectors(
  parts: CollectorParts,
  { postmaster, amount }: { readonly postmaster: number; readonly amount: Amount },
): Promise<readonly DatabaseRow[]> {
  const cases = listCases(parts.exporter !== undefined);
  const measured = await runRounds(cases, amount.rounds, (each) => measureRound(each, parts, { postmaster, amount }));
  const rows: DatabaseRow[] = [];
  for (const { each, rows: rounds } of measured) {
    const ofRuns = rounds.flatMap((round) => round.parts);
    rows.push({
      client: each.client,
      name: each.name,
      wallMs: median(rounds.flatMap(({ wallMs }) => wallMs)),
      clientCpuMs: median(rounds.map(({ clientCpuMs }) => clientCpuMs)),
      serverCpuMs: median(rounds.map(({ serverCpuMs }) => serverCpuMs)),
      traffic: await countTraffic(each, parts),
      ...(ofRuns.length === 0 ? {} : { parts: medianParts(ofRuns) }),
    });
  }
  return rows;
}

async function measureRound(
  each: Case,
  parts: CollectorParts,
  { postmaster, amount: { runs } }: { readonly postmaster: number; readonly amount: Amount },
) {
  const collector = await startCollector(each, parts);
  try {
    await collector.run(warmUpRuns);
    await setTimeout(settleMs);
    const serverBeforeMs = readServerCpuMs(postmaster);
    const report = await collector.run(runs);
    await setTimeout(settleMs);
    const serverCpuMs = (readServerCpuMs(postmaster) - serverBeforeMs) / runs;
    return { ...report, clientCpuMs: report.cpuMs / runs, serverCpuMs };
  } finally {
    await collector.end();
  }
}

async function countTraffic(each: Case, parts: CollectorParts): Promise<Traffic> {
  const counter = await startTrafficCounter(parts.place.port);
  try {
    const collector = await startCollector(each, { ...parts, place: { ...parts.place, port: counter.port } });
    try {
      await collector.run(2);
      await setTimeout(settleMs);
      counter.take();
      await collector.run(countedRuns);
      await setTimeout(settleMs);
      const { connections, roundTrips, bytesToServer, bytesToClient } = counter.take();
      return {
        connections: connections / countedRuns,
        roundTrips: roundTrips / countedRuns,
        bytesToServer: bytesToServer / countedRuns,
        bytesToClient: bytesToClient / countedRuns,
      };
    } finally {
      await collector.end();
    }
  } finally {
    counter.close();
  }
}

function medianParts(parts: readonly RunParts[]): RunParts {
  const middle = (name: keyof RunParts): number => median(parts.map((part) => part[name]));
  return {
    connectMs: middle('connectMs'),
    pulseMs: middle('pulseMs'),
    objectsMs: middle('objectsMs'),
    statementsMs: middle('statementsMs'),
  };
}
