import type { BatchRow } from './batches.ts';
import type { LatencyRow } from './latency.ts';
import type { ThroughputRow } from './throughput.ts';

/** What was measured, and on what. */
export interface PrintableReport {
  readonly throughput: readonly ThroughputRow[];
  readonly latency: readonly LatencyRow[];
  readonly batches: readonly BatchRow[];
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number; readonly pinned: boolean };
}

/** Prints tables for people, with the ratios that goals are written in. */
export function printReport({ machine, throughput, latency, batches }: PrintableReport): void {
  const { node, cpu, cores, pinned } = machine;
  console.log(
    `Node ${node}, ${cores} cores of ${cpu}; ${pinned ? 'client and target on a core each' : 'client and target share the cores'}`,
  );
  console.log('\nSpeed and cost (fresh connection, full handshake, certificate and body judged)');
  console.table(throughput.map(showThroughput));
  console.log('\nError of the reported latency, target of 200 ms');
  console.table(latency.map(showLatency));
  console.log('\nBatches through the function');
  console.table(
    batches.map(({ what, wallMs, cpuMs, maxRssMb, errorP99Ms, outcome }) => ({
      batch: what,
      'wall s': round(wallMs / 1_000, 2),
      'CPU s': round(cpuMs / 1_000, 3),
      'peak MB': Math.round(maxRssMb),
      'p99 error ms': round(errorP99Ms, 1),
      outcome,
    })),
  );
  console.log('\nRatios');
  for (const line of listRatios(throughput)) console.log(`  ${line}`);
}

function showThroughput({ scheme, client, concurrency, probesPerSecond, cpuUsPerProbe }: ThroughputRow) {
  return {
    scheme,
    client,
    'in flight': concurrency,
    'probes/s': Math.round(probesPerSecond),
    'CPU us': Math.round(cpuUsPerProbe),
  };
}

function showLatency(row: LatencyRow) {
  return {
    scheme: row.scheme,
    client: row.client,
    'in flight': row.inFlight,
    'probes/s': Math.round(row.probesPerSecond),
    'p50 error ms': round(row.errorP50Ms, 1),
    'p99 error ms': round(row.errorP99Ms, 1),
    'own bound p99 ms': round(row.boundP99Ms, 1),
    "target's part p99 ms": round(row.targetP99Ms, 1),
  };
}

/** How many times more processor time each peer needs than our probe, at 50 in flight and at the peer's best. */
function listRatios(rows: readonly ThroughputRow[]): readonly string[] {
  return (['http', 'https'] as const).flatMap((scheme) => {
    const at50 = rows.filter((row) => row.scheme === scheme && row.concurrency === 50);
    const own = at50.find(({ client }) => client === 'watchkeeper')?.cpuUsPerProbe ?? Number.NaN;
    const peers = at50.filter(({ client }) => client !== 'watchkeeper');
    const lines = peers.map(
      ({ client, cpuUsPerProbe }) =>
        `${scheme}: ${client} needs ${round(cpuUsPerProbe / own, 2)} times the CPU at 50 in flight`,
    );
    const blackbox = rows.filter((row) => row.scheme === scheme && row.client === 'blackbox');
    if (blackbox.length === 0) return [...lines, `${scheme}: blackbox_exporter is not installed`];
    const best = Math.min(...blackbox.map(({ cpuUsPerProbe }) => cpuUsPerProbe));
    return [...lines, `${scheme}: blackbox needs ${round(best / own, 2)} times the CPU at its best`];
  });
}

/** Empty where nothing was measured. */
function round(value: number, digits: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(digits));
}
