import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fetchText, findFreePort, readMetric, untilReady } from '../http-program.ts';
import { inFlight } from '../in-flight.ts';
import { cores, findProgram, startProgram } from '../processes.ts';
import type { Receiver } from './receiver.ts';

/** Path of the program: `ALERTMANAGER`, or what is installed (Debian calls it prometheus-alertmanager). */
export function findAlertmanager(): string | undefined {
  const given = process.env.ALERTMANAGER;
  if (given !== undefined && given !== '') return given;
  return findProgram('alertmanager', 'prometheus-alertmanager');
}

/** What a storm cost it. */
export interface AlertmanagerReport {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly delivered: number;
}

/** Every alert is a group of its own and told at once: as our incidents are. */
const configuration = (hookUrl: string): string =>
  JSON.stringify({
    route: { receiver: 'hook', group_by: ['...'], group_wait: '0s', group_interval: '5m', repeat_interval: '4h' },
    receivers: [{ name: 'hook', webhook_configs: [{ url: hookUrl, send_resolved: true }] }],
  });

/** Brings alerts to a fresh Alertmanager, this many requests at once, and waits until its webhook was told of each. */
export async function stormAlertmanager(
  program: string,
  { alarms, concurrency, folder }: { readonly alarms: number; readonly concurrency: number; readonly folder: string },
  receiver: Receiver,
): Promise<AlertmanagerReport> {
  const port = await findFreePort();
  const configFile = join(folder, `alertmanager-${port}.yml`);
  writeFileSync(configFile, configuration(receiver.url));
  const child = startProgram(
    [
      program,
      `--config.file=${configFile}`,
      `--storage.path=${join(folder, `alertmanager-${port}`)}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { core: cores.client, env: { GOMAXPROCS: '1' } },
  );
  const agent = new Agent({ keepAlive: true });
  const bring = (name: string) => postAlert(port, name, agent);
  const readCpuMs = async (): Promise<number> =>
    readMetric(await fetchText(`http://127.0.0.1:${port}/metrics`, agent), 'process_cpu_seconds_total') * 1_000;
  try {
    await untilReady('Alertmanager', () => fetchText(`http://127.0.0.1:${port}/-/ready`, agent));
    const names = Array.from({ length: alarms }, (_, index) => `page-${index}`);
    await inFlight(
      concurrency,
      Array.from({ length: 20 }, (_, index) => `first-${index}`),
      bring,
    );
    await receiver.until(20);
    receiver.reset();
    const cpuBeforeMs = await readCpuMs();
    const startedAtMs = performance.now();
    await inFlight(concurrency, names, bring);
    await receiver.until(alarms);
    const wallMs = performance.now() - startedAtMs;
    return { wallMs, cpuMs: (await readCpuMs()) - cpuBeforeMs, delivered: receiver.count() };
  } finally {
    agent.destroy();
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function postAlert(port: number, name: string, agent: Agent): Promise<void> {
  const labels = {
    alertname: 'EndpointDown',
    endpoint: name,
    severity: 'critical',
    service: 'shop',
    environment: 'prod',
  };
  const annotations = {
    summary: `${name} is down`,
    description: `${name} did not answer as agreed in 2 of the last 2 probes, retries included.`,
    runbook_url: 'https://wiki.shop.example/outages',
  };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const headers = { 'content-type': 'application/json' };
  const call = request(
    { host: '127.0.0.1', port, path: '/api/v2/alerts', method: 'POST', headers, agent },
    (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`Cannot measure Alertmanager: it answered ${answer.statusCode}, must be 200`));
      });
    },
  );
  call.on('error', reject).end(JSON.stringify([{ labels, annotations }]));
  return await promise;
}
