import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCertificateAuthority, validityAround } from '../examples/certificates.ts';
import { dnsDelayMs, measureBatches } from './support/batches.ts';
import type { Bench } from './support/bench.ts';
import { startBlackbox } from './support/blackbox.ts';
import { measureLatency } from './support/latency.ts';
import { printReport } from './support/print-report.ts';
import { cores, endProcesses, pinned, startScript } from './support/processes.ts';
import type { TargetPorts } from './support/target.ts';
import { measureThroughput } from './support/throughput.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** How often each comparison is repeated; the median counts. */
    rounds: { type: 'string', default: '3' },
    /** Leaves out the dead targets, which take their ten seconds. */
    quick: { type: 'boolean', default: false },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'));
try {
  const authority = await createCertificateAuthority('Benchmark authority');
  const validity = validityAround(new Date(), { daysSinceStart: 1, daysLeft: 60 });
  const identity = await authority.issueLeaf({ hosts: ['localhost', '127.0.0.1'], validity });
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.certificatePem);
  process.env.NODE_EXTRA_CA_CERTS = caFile;

  const target = startScript('target.ts', cores.rest);
  const ports = await target.ask<TargetPorts>({ identity, dnsDelayMs });
  const blackbox = await startBlackbox(folder, caFile);
  const bench: Bench = { target, ports, ca: authority.certificatePem, blackbox, rounds: Number(values.rounds) };
  const report = {
    throughput: [...(await measureThroughput('http', bench)), ...(await measureThroughput('https', bench))],
    latency: [...(await measureLatency('http', bench)), ...(await measureLatency('https', bench))],
    batches: await measureBatches(bench, { withDead: !values.quick }),
  };
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, pinned };
  if (values.json) console.log(JSON.stringify({ machine, ...report }, undefined, 2));
  else printReport({ machine, ...report });
  await Promise.all([blackbox?.end(), target.end()]);
} finally {
  endProcesses();
  rmSync(folder, { recursive: true });
}
