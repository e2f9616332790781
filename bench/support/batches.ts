import { type Bench, makeLoad, type Scheme, urlOf } from './bench.ts';
import { delayMs } from './latency.ts';
import type { LoadOrder, LoadReport } from './load.ts';
import { median, percentile } from './statistics.ts';

/** One batch of 1,000 through the function's own code, the median of the rounds. */
export interface BatchRow {
  readonly what: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly maxRssMb: number;
  /** NaN where there is no answer to be measured. */
  readonly errorP99Ms: number;
  readonly outcome: string;
}

interface Case {
  readonly what: string;
  readonly order: Partial<LoadOrder> & Pick<LoadOrder, 'urls'>;
  /** What should be reported, and as what. */
  readonly expected?: { readonly phase: 'totalMs' | 'dnsMs'; readonly ms: number };
}

/** How long the target's name server takes. */
export const dnsDelayMs = 20;

const count = 1_000;

function listCases(bench: Bench, withDead: boolean): readonly Case[] {
  const slow = (scheme: Scheme) => [urlOf(scheme, delayMs, bench)];
  const names = Array.from({ length: count }, (_, index) => `name-${index}.shop.example`);
  const total = { phase: 'totalMs', ms: delayMs } as const;
  const dead: Case = {
    what: '1,000 dead endpoints, timeout 10 s',
    order: { urls: [urlOf('http', 'never', bench)], warmUp: 0, timeoutMs: 10_000 },
  };
  return [
    { what: '1,000 HTTP endpoints of 200 ms, warm', order: { urls: slow('http') }, expected: total },
    { what: '1,000 HTTPS endpoints of 200 ms, warm', order: { urls: slow('https') }, expected: total },
    {
      what: '1,000 HTTPS endpoints of 200 ms, cold process, its start included',
      order: { urls: slow('https'), warmUp: 0 },
      expected: total,
    },
    {
      what: '1,000 names, name server of 20 ms',
      order: {
        urls: names.map((name) => `http://${name}:${bench.ports.httpPort}/0`),
        nameServer: `127.0.0.1:${bench.ports.dnsPort}`,
      },
      expected: { phase: 'dnsMs', ms: dnsDelayMs },
    },
    ...(withDead ? [dead] : []),
  ];
}

/** What a whole run of the function costs. */
export async function measureBatches(
  bench: Bench,
  { withDead }: { readonly withDead: boolean },
): Promise<readonly BatchRow[]> {
  const rows: BatchRow[] = [];
  for (const { what, order, expected } of listCases(bench, withDead)) {
    const reports: LoadReport[] = [];
    for (let round = 0; round < (expected === undefined ? 1 : bench.rounds); round += 1) {
      reports.push(await makeLoad({ client: 'batch', count, concurrency: count, warmUp: 1_000, ...order }, bench));
    }
    const isCold = order.warmUp === 0 && expected !== undefined;
    const failures = reports[0]?.failures ?? [];
    rows.push({
      what,
      wallMs: median(reports.map(({ wallMs }) => wallMs)),
      cpuMs: median(reports.map(({ cpuUs, processCpuMs }) => (isCold ? processCpuMs : cpuUs / 1_000))),
      maxRssMb: median(reports.map(({ maxRssMb }) => maxRssMb)),
      errorP99Ms:
        expected === undefined
          ? Number.NaN
          : median(reports.map((report) => percentile(report[expected.phase], 99) - expected.ms)),
      outcome: failures.length === 0 ? 'all up' : `${failures.length} not up: ${failures[0]}`,
    });
  }
  return rows;
}
