import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cores, endProcesses, pinned, startScript } from './support/processes.ts';
import { createTables, measureEvents, measureSweeps, measureTable } from './support/router/measure.ts';
import { measureStorms } from './support/router/measure-storms.ts';
import { printRouterReport, type RouterReport } from './support/router/print-report.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** How often each case is measured in turn, so that a drifting machine meets them all alike. */
    rounds: { type: 'string', default: '3' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'));
try {
  const rounds = Number(values.rounds);
  const server = startScript('router/table-server.ts', cores.rest);
  const makeTable = createTables(server);
  const report: RouterReport = {
    machine: { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, pinned },
    events: await measureEvents(rounds),
    table: await measureTable(rounds, makeTable),
    storms: await measureStorms(rounds, { makeTable, folder }),
    sweeps: await measureSweeps(rounds, makeTable),
  };
  if (values.json) console.log(JSON.stringify(report, undefined, 2));
  else printRouterReport(report);
  await server.end();
} finally {
  endProcesses();
  rmSync(folder, { recursive: true });
}
