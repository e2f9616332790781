import type { Blackbox } from './blackbox.ts';
import type { LoadOrder, LoadReport } from './load.ts';
import { cores, type ScriptProcess, startScript } from './processes.ts';
import type { TargetPorts } from './target.ts';

/** What is measured against what. */
export interface Bench {
  readonly target: ScriptProcess;
  readonly ports: TargetPorts;
  /** PEM of the authority behind the target's certificate. */
  readonly ca: string;
  /** Undefined where it is not installed. */
  readonly blackbox: Blackbox | undefined;
  /** How often each comparison is repeated; the median counts. */
  readonly rounds: number;
}

export type Scheme = 'http' | 'https';

/** The target's page that comes after this time. */
export function urlOf(scheme: Scheme, page: number | 'never', { ports }: Bench): string {
  return `${scheme}://127.0.0.1:${scheme === 'http' ? ports.httpPort : ports.httpsPort}/${page}`;
}

/** Makes a load from a fresh process on the client's core. */
export async function makeLoad(
  order: Omit<LoadOrder, 'ca' | 'timeoutMs'> & Partial<LoadOrder>,
  { ca }: Bench,
): Promise<LoadReport> {
  const client = startScript('load.ts', cores.client);
  try {
    return await client.ask<LoadReport>({ ca, timeoutMs: 30_000, ...order });
  } finally {
    await client.end();
  }
}

/** A comparison in which something failed measures nothing. */
export function refuseFailures(client: string, failures: readonly string[]): void {
  if (failures.length === 0) return;
  throw new Error(`Cannot measure ${client}: ${failures.length} probes failed ("${failures[0]}"), must all succeed`);
}

/** Runs every case once per round, so that a drifting machine meets them all alike; answers with each case's rounds. */
export async function runRounds<Case, Row>(
  cases: readonly Case[],
  rounds: number,
  run: (each: Case) => Promise<Row>,
): Promise<readonly { readonly each: Case; readonly rows: readonly Row[] }[]> {
  const runs = cases.map((each) => ({ each, rows: [] as Row[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { each, rows } of runs) rows.push(await run(each));
  }
  return runs;
}
