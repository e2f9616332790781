import { Client } from 'pg';
import { createHealthRun, type DatabasePlace, type HealthRunOptions, type RunParts } from './health-run.ts';
import type { Breadth } from './metric-families.ts';
import { collectNaively } from './naive-collector.ts';

/** What the client process is to do in each run. */
export type ClientWork =
  | ({ readonly kind: 'health' } & HealthRunOptions)
  | { readonly kind: 'naive'; readonly breadth: Breadth };

/** First what the work is, then how many runs of it, as often as asked. */
export type ClientOrder = { readonly place: DatabasePlace; readonly work: ClientWork } | { readonly runs: number };

/** What the runs took. */
export interface ClientReport {
  readonly wallMs: readonly number[];
  /** Processor time of all runs together. */
  readonly cpuMs: number;
  /** Where our own runs spent their time; empty for other clients. */
  readonly parts: readonly RunParts[];
}

type Run = () => Promise<RunParts | undefined>;

let run: Run = () => Promise.reject(new Error('Cannot run: there is no work yet, must be ordered first'));

async function prepare(place: DatabasePlace, work: ClientWork): Promise<Run> {
  if (work.kind === 'health') return createHealthRun(place, work);
  const client = new Client({ host: '127.0.0.1', ssl: false, ...place });
  await client.connect();
  return async () => {
    await collectNaively(client, work.breadth);
    return undefined;
  };
}

async function measure(runs: number): Promise<ClientReport> {
  const wallMs: number[] = [];
  const parts: RunParts[] = [];
  const cpuBefore = process.cpuUsage();
  for (let count = 0; count < runs; count += 1) {
    const startedAtMs = performance.now();
    const ofRun = await run();
    wallMs.push(performance.now() - startedAtMs);
    if (ofRun !== undefined) parts.push(ofRun);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wallMs, cpuMs: (user + system) / 1_000, parts };
}

process.on('message', async (order: ClientOrder) => {
  if ('runs' in order) {
    process.send?.(await measure(order.runs));
    return;
  }
  run = await prepare(order.place, order.work);
  process.send?.('ready');
});
process.on('disconnect', () => process.exit());
