import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { fetchText, findFreePort, untilReady } from '../http-program.ts';
import { cores, findProgram, startProgram } from '../processes.ts';
import type { ClientReport } from './client.ts';
import type { DatabasePlace } from './health-run.ts';
import { type Breadth, listObjectFamilies } from './metric-families.ts';

/** A running postgres_exporter, on the core of the measured client. */
export interface PostgresExporter {
  /** Scrapes one after the other. */
  scrape(runs: number): Promise<ClientReport>;
  end(): Promise<void>;
}

/** Path of the program: `POSTGRES_EXPORTER`, or what is installed (Debian calls it prometheus-postgres-exporter). */
export function findPostgresExporter(): string | undefined {
  const given = process.env.POSTGRES_EXPORTER;
  if (given !== undefined && given !== '') return given;
  return findProgram('postgres_exporter', 'prometheus-postgres-exporter');
}

/** Its own metrics without the 350 settings, which our run does not read either, and queries for what our run reads besides. */
export async function startPostgresExporter(
  program: string,
  place: DatabasePlace,
  { breadth, folder }: { readonly breadth: Breadth; readonly folder: string },
): Promise<PostgresExporter> {
  const port = await findFreePort();
  const queryFile = join(folder, `queries-${port}.yaml`);
  writeFileSync(queryFile, JSON.stringify(describeQueries(breadth)));
  const { user, password, database } = place;
  const child = startProgram(
    [
      program,
      '--disable-settings-metrics',
      `--extend.query-path=${queryFile}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    {
      core: cores.client,
      quiet: true, // It says in each scrape what this version of PostgreSQL does not have.
      env: {
        GOMAXPROCS: '1',
        DATA_SOURCE_NAME: `postgresql://${user}:${password}@127.0.0.1:${place.port}/${database}?sslmode=disable`,
      },
    },
  );
  const agent = new Agent({ keepAlive: true });
  const scrapeOnce = () => fetchText(`http://127.0.0.1:${port}/metrics`, agent);
  await untilReady('postgres_exporter', scrapeOnce);
  refuseGaps(await scrapeOnce(), breadth);
  return {
    async scrape(runs) {
      const wallMs: number[] = [];
      const cpuBefore = readCpuMs(child.pid);
      for (let count = 0; count < runs; count += 1) {
        const startedAtMs = performance.now();
        await scrapeOnce();
        wallMs.push(performance.now() - startedAtMs);
      }
      return { wallMs, cpuMs: readCpuMs(child.pid) - cpuBefore, parts: [] };
    },
    async end() {
      agent.destroy();
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** An exporter that cannot read something is quicker than one that can. */
function refuseGaps(exposition: string, breadth: Breadth): void {
  const missing = listObjectFamilies(breadth).filter(({ name }) => !exposition.includes(`\n${name}_`));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new Error(`Cannot measure postgres_exporter: it answers no ${names}, must answer every family`);
}

/** The form of its file of queries; JSON is YAML, too. */
function describeQueries(breadth: Breadth) {
  return Object.fromEntries(
    listObjectFamilies(breadth).map(({ name, sql, labels, values }) => [
      name,
      {
        query: sql,
        metrics: [
          ...labels.map((label) => ({ [label]: { usage: 'LABEL', description: label } })),
          ...values.map((value) => ({ [value]: { usage: 'GAUGE', description: value } })),
        ],
      },
    ]),
  );
}

/** `utime` and `stime` of proc_pid_stat(5), in hundredths of a second; NaN outside of Linux. */
function readCpuMs(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
