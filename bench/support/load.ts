import { setTimingFlags } from '../../shared/probes/timing-flags.ts';

setTimingFlags();

const { clients, runPacedBatch } = await import('./clients.ts');

/** A load that the client process is told to make. */
export interface LoadOrder {
  readonly client: keyof typeof clients | 'batch';
  readonly urls: readonly string[];
  readonly ca: string;
  /** How many probes, after `warmUp` that do not count. */
  readonly count: number;
  readonly warmUp: number;
  /** In flight at once; `batch` has no limit. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly nameServer?: string;
}

/** What came of it. */
export interface LoadReport {
  readonly wallMs: number;
  readonly cpuUs: number;
  /** Processor time of the whole process since its start. */
  readonly processCpuMs: number;
  readonly maxRssMb: number;
  /** What the client reported, one per probe: total, DNS, and its own bound of the error where it has one. */
  readonly totalMs: readonly number[];
  readonly dnsMs: readonly number[];
  readonly errorBoundMs: readonly number[];
  readonly failures: readonly string[];
}

process.on('message', async (order: LoadOrder) => {
  const run = order.client === 'batch' ? runPacedBatch : clients[order.client];
  if (order.warmUp > 0) await run(order, order.warmUp);
  const cpu = process.cpuUsage();
  const startedAtMs = performance.now();
  const measured = await run(order, order.count);
  const wallMs = performance.now() - startedAtMs;
  const spent = process.cpuUsage(cpu);
  const whole = process.cpuUsage();
  const report: LoadReport = {
    wallMs,
    cpuUs: spent.user + spent.system,
    processCpuMs: (whole.user + whole.system) / 1_000,
    maxRssMb: process.resourceUsage().maxRSS / 1_024,
    totalMs: measured.map(({ totalMs }) => totalMs),
    dnsMs: measured.flatMap(({ dnsMs }) => dnsMs ?? []),
    errorBoundMs: measured.flatMap(({ errorBoundMs }) => errorBoundMs ?? []),
    failures: measured.flatMap(({ failure }) => failure ?? []),
  };
  process.send?.(report);
});
process.on('disconnect', () => process.exit());
