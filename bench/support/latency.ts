import { type Bench, makeLoad, refuseFailures, runRounds, type Scheme, urlOf } from './bench.ts';
import { median, percentile } from './statistics.ts';
import type { TargetLateness } from './target.ts';

/** How far the reported total is above what the target was told to take, the median of the rounds. */
export interface LatencyRow {
  readonly scheme: Scheme;
  readonly client: string;
  /** `paced`: all at once, starts paced. */
  readonly inFlight: number | 'paced';
  readonly probesPerSecond: number;
  readonly errorP50Ms: number;
  readonly errorP99Ms: number;
  /** The error bound that the probe itself gives; NaN where the client gives none. */
  readonly boundP99Ms: number;
  /** The target's own part in the error: how late its timer was. */
  readonly targetP99Ms: number;
}

interface Case {
  readonly client: 'batch' | 'watchkeeper' | 'nodeHttp' | 'fetch' | 'blackbox';
  readonly inFlight: number | 'paced';
}

/** What the target takes. */
export const delayMs = 200;

const all = 1_000;

const cases: readonly Case[] = [
  { client: 'batch', inFlight: 'paced' },
  ...[1, 8, 50, all].map((inFlight) => ({ client: 'watchkeeper', inFlight }) as const),
  { client: 'nodeHttp', inFlight: all },
  { client: 'fetch', inFlight: all },
  ...[50, all].map((inFlight) => ({ client: 'blackbox', inFlight }) as const),
];

/** How honest the reported latency is. One in flight shows what the exchange itself takes besides the target's delay. */
export async function measureLatency(scheme: Scheme, bench: Bench): Promise<readonly LatencyRow[]> {
  const present = cases.filter(({ client }) => client !== 'blackbox' || bench.blackbox !== undefined);
  const runs = await runRounds(present, bench.rounds, (each) => measureCase(scheme, each, bench));
  return runs.map(({ each, rows }) => {
    const middle = (read: (row: (typeof rows)[number]) => number): number => median(rows.map(read));
    return {
      scheme,
      ...each,
      probesPerSecond: middle((row) => row.probesPerSecond),
      errorP50Ms: middle((row) => row.errorP50Ms),
      errorP99Ms: middle((row) => row.errorP99Ms),
      boundP99Ms: middle((row) => row.boundP99Ms),
      targetP99Ms: middle((row) => row.targetP99Ms),
    };
  });
}

async function measureCase(scheme: Scheme, { client, inFlight }: Case, bench: Bench) {
  const urls = [urlOf(scheme, delayMs, bench)];
  const concurrency = inFlight === 'paced' ? all : inFlight;
  const count = Math.min(all, concurrency * 25);
  await bench.target.ask<TargetLateness>('lateness');
  const report =
    client === 'blackbox'
      ? await bench.blackbox?.probe(urls, { count, concurrency })
      : await makeLoad({ client, urls, count, warmUp: 1_000, concurrency: Math.max(50, concurrency) }, bench);
  if (report === undefined) throw new Error('Cannot measure blackbox_exporter: it is not installed');
  refuseFailures(client, report.failures);
  const lateness = await bench.target.ask<TargetLateness>('lateness');
  return {
    probesPerSecond: (count / report.wallMs) * 1_000,
    errorP50Ms: percentile(report.totalMs, 50) - delayMs,
    errorP99Ms: percentile(report.totalMs, 99) - delayMs,
    boundP99Ms: percentile(report.errorBoundMs, 99),
    targetP99Ms: lateness.p99Ms,
  };
}
