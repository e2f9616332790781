import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { fetchText, findFreePort, readMetric, untilReady } from './http-program.ts';
import { inFlight } from './in-flight.ts';
import { pageText } from './page-text.ts';
import { cores, findProgram, startProgram } from './processes.ts';

/** A running blackbox_exporter, on the core of the measured client. */
export interface Blackbox {
  /** Probes by `GET /probe`, this many in flight; each as it reports itself. */
  probe(
    urls: readonly string[],
    options: { readonly count: number; readonly concurrency: number },
  ): Promise<BlackboxReport>;
  end(): Promise<void>;
}

export interface BlackboxReport {
  readonly wallMs: number;
  readonly cpuUs: number;
  /** `probe_duration_seconds` of each probe. */
  readonly totalMs: readonly number[];
  /** It gives none. */
  readonly errorBoundMs: readonly number[];
  readonly failures: readonly string[];
}

/** Asks for the same as our probe: status, a text in the body, a verified certificate; a fresh connection each time. */
const configuration = (caFile: string): string => `
modules:
  page:
    prober: http
    timeout: 30s
    http:
      valid_status_codes: [200]
      preferred_ip_protocol: ip4
      follow_redirects: true
      enable_http2: false
      fail_if_body_not_matches_regexp: ['${pageText}']
      tls_config:
        ca_file: ${caFile}
`;

/** Starts it where it is installed (Debian calls it prometheus-blackbox-exporter). */
export async function startBlackbox(folder: string, caFile: string): Promise<Blackbox | undefined> {
  const program = findProgram('blackbox_exporter', 'prometheus-blackbox-exporter');
  if (program === undefined) return undefined;
  const configFile = join(folder, 'blackbox.yml');
  writeFileSync(configFile, configuration(caFile));
  const port = await findFreePort();
  const child = startProgram(
    [program, `--config.file=${configFile}`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=error'],
    { core: cores.client, env: { GOMAXPROCS: '1' } },
  );
  const origin = `http://127.0.0.1:${port}`;
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  await untilReady('blackbox_exporter', () => fetchText(`${origin}/-/healthy`, agent));
  const cpuSeconds = async (): Promise<number> =>
    readMetric(await fetchText(`${origin}/metrics`, agent), 'process_cpu_seconds_total');

  return {
    async probe(urls, { count, concurrency }) {
      const targets = Array.from({ length: count }, (_, index) => urls[index % urls.length] ?? '');
      const cpuBefore = await cpuSeconds();
      const startedAtMs = performance.now();
      const answers = await inFlight(concurrency, targets, (url) =>
        fetchText(`${origin}/probe?module=page&target=${encodeURIComponent(url)}`, agent),
      );
      const wallMs = performance.now() - startedAtMs;
      return {
        wallMs,
        cpuUs: ((await cpuSeconds()) - cpuBefore) * 1_000_000,
        totalMs: answers.map((answer) => readMetric(answer, 'probe_duration_seconds') * 1_000),
        errorBoundMs: [],
        failures: answers.filter((answer) => readMetric(answer, 'probe_success') !== 1).map(() => 'probe_success 0'),
      };
    },
    async end() {
      agent.destroy();
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
