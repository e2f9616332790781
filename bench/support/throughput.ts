import { type Bench, makeLoad, refuseFailures, runRounds, type Scheme, urlOf } from './bench.ts';
import { median } from './statistics.ts';

/** Speed and cost of one client, the median of the rounds. */
export interface ThroughputRow {
  readonly scheme: Scheme;
  readonly client: string;
  readonly concurrency: number;
  readonly probesPerSecond: number;
  readonly cpuUsPerProbe: number;
}

interface Case {
  readonly client: 'watchkeeper' | 'nodeHttp' | 'fetch' | 'blackbox';
  readonly concurrency: number;
}

const cases: readonly Case[] = [
  ...[1, 8, 50, 200].map((concurrency) => ({ client: 'watchkeeper', concurrency }) as const),
  { client: 'nodeHttp', concurrency: 50 },
  { client: 'fetch', concurrency: 50 },
  ...[8, 50].map((concurrency) => ({ client: 'blackbox', concurrency }) as const),
];

/** Enough for some seconds each; the slowest peer makes half as many. */
const counts = { http: 8_000, https: 3_000 } as const;

/** How many probes a second a core makes, and what one costs, against a target that answers at once. */
export async function measureThroughput(scheme: Scheme, bench: Bench): Promise<readonly ThroughputRow[]> {
  const urls = [urlOf(scheme, 0, bench)];
  const present = cases.filter(({ client }) => client !== 'blackbox' || bench.blackbox !== undefined);
  const runs = await runRounds(present, bench.rounds, async ({ client, concurrency }) => {
    const count = client === 'blackbox' ? counts[scheme] / 2 : counts[scheme];
    const report =
      client === 'blackbox'
        ? await bench.blackbox?.probe(urls, { count, concurrency })
        : await makeLoad({ client, urls, count, warmUp: 1_000, concurrency }, bench);
    if (report === undefined) throw new Error('Cannot measure blackbox_exporter: it is not installed');
    refuseFailures(client, report.failures);
    return { perSecond: (count / report.wallMs) * 1_000, cpuUs: report.cpuUs / count };
  });
  return runs.map(({ each, rows }) => ({
    scheme,
    ...each,
    probesPerSecond: median(rows.map(({ perSecond }) => perSecond)),
    cpuUsPerProbe: median(rows.map(({ cpuUs }) => cpuUs)),
  }));
}
