import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCertificateAuthority, validityAround } from '../examples/certificates.ts';
import { measureCollectors } from './support/database/measure.ts';
import { findPostgresExporter } from './support/database/postgres-exporter.ts';
import { prepareDatabase } from './support/database/prepare-database.ts';
import { type DatabaseReport, printDatabaseReport } from './support/database/print-report.ts';
import { cores, endProcesses, pinned, pinProcess } from './support/processes.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** How often each case is measured in turn, so that a drifting machine meets them all alike. */
    rounds: { type: 'string', default: '5' },
    /** Runs of each case in each round. */
    runs: { type: 'string', default: '30' },
  },
});

/** What the program says about itself, e.g. `postgres_exporter, version 0.11.1`. */
function askVersion(program: string): string {
  const { stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return /\S*exporter, version \S+/.exec(`${stdout}${stderr}`)?.[0] ?? 'postgres_exporter of an unknown version';
}

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'));
try {
  const authority = await createCertificateAuthority('Benchmark authority');
  const validity = validityAround(new Date(), { daysSinceStart: 1, daysLeft: 60 });
  const identity = await authority.issueLeaf({ hosts: ['localhost', '127.0.0.1'], validity });
  const { server, version, counts, login } = await prepareDatabase(identity);
  try {
    const postmaster = server.pid();
    if (postmaster === undefined) throw new Error('Cannot measure: PostgreSQL ended, must run');
    pinProcess(postmaster, cores.rest);
    const exporter = findPostgresExporter();
    const rows = await measureCollectors(
      { place: { port: server.port, ...login }, ca: authority.certificatePem, exporter, folder },
      { postmaster, amount: { rounds: Number(values.rounds), runs: Number(values.runs) } },
    );
    const report: DatabaseReport = {
      machine: { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, pinned },
      database: { version, ...counts },
      exporter: exporter === undefined ? undefined : askVersion(exporter),
      rows,
    };
    if (values.json) console.log(JSON.stringify(report, undefined, 2));
    else printDatabaseReport(report);
  } finally {
    await server.stop();
  }
} finally {
  endProcesses();
  rmSync(folder, { recursive: true });
}
