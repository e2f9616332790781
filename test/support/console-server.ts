import { type ApiServer, serveApi } from '../../local/api/server.ts';
import type { TargetView, WatchEvent } from '../../local/api/types.ts';
import type { WatchSource } from '../../local/api/watch-source.ts';
import { buildConsole } from '../../local/console/build.ts';
import { applyEvent } from '../../local/console/state/snapshot.ts';
import { queryMetrics } from '../../local/query-metrics.ts';
import { reportDocument } from '../local/console/fixture-kpis.ts';
import { resultsOf } from '../local/console/fixture-results.ts';
import type { SampleWatch } from '../local/console/fixtures.ts';
import { incidentSource, type PersonsAct } from './console-incidents.ts';

/** The console on the real API server, with a watch that only does what a test tells it. */
export interface ConsoleServer {
  readonly url: string;
  /** Faults as they were set, e.g. `slow on`. */
  readonly faultChanges: readonly string[];
  /** Endpoints that were asked to be probed at once. */
  readonly probed: readonly string[];
  /** Reports that were written by hand. */
  readonly written: readonly string[];
  /** What people did about incidents, e.g. `acknowledge by Ada`, and drills that they began. */
  readonly acts: readonly PersonsAct[];
  /** Changes what the API answers, and tells every page. */
  publish(event: WatchEvent): void;
  /** Stops answering, as a watch that was ended. */
  stop(): Promise<void>;
  /** Answers again, at the same address. */
  resume(): Promise<void>;
}

/** Serves the console with a sample watch on a free port of this machine. */
export async function startConsoleServer({ snapshot, metrics }: SampleWatch): Promise<ConsoleServer> {
  const files = await buildConsole();
  const faultChanges: string[] = [];
  const probed: string[] = [];
  const written: string[] = [];
  const acts: PersonsAct[] = [];
  const listeners = new Set<(event: WatchEvent) => void>();
  let current = snapshot;
  const publish = (event: WatchEvent): void => {
    current = applyEvent(current, event);
    for (const listener of listeners) listener(event);
  };
  const source: WatchSource = {
    watch: () => current.watch,
    endpoints: () => current.endpoints,
    endpoint: (id) => {
      const endpoint = current.endpoints.find((one) => one.id === id);
      return endpoint && { ...endpoint, results: endpoint.results.length === 0 ? [] : resultsOf(id) };
    },
    databases: () => current.databases.map((database) => ({ ...database, tables: [] })),
    database: (id) => current.databases.find((one) => one.id === id),
    kpis: () => current.kpis.map((kpi) => ({ ...kpi, results: [] })),
    kpi: (id) => current.kpis.find((one) => one.id === id),
    refreshes: () => current.refreshes,
    reports: () => current.reports,
    reportHtml: async (id, again) => {
      const report = current.reports.find((one) => one.id === id);
      if (!report) return undefined;
      if (again) written.push(id);
      const reports = current.reports.map((one) =>
        one.id === id && (again || one.writtenAtMs === undefined) ? { ...one, writtenAtMs: current.watch.nowMs } : one,
      );
      current = { ...current, reports };
      return reportDocument(report.title, written.length + 1);
    },
    alarms: () => current.alarms,
    alarm: (id) => current.alarms.find(({ alarm }) => alarm.id === id),
    metrics: () => current.metrics,
    query: (query) => queryMetrics(query, metrics.points),
    deliveries: () => current.deliveries,
    dashboards: () => current.dashboards,
    ...incidentSource({ current: () => current, publish, acts }),
    answerLink: async () => ({ status: 404, headers: {}, body: '' }),
    probeNow: async (id) => {
      probed.push(id);
      return current.endpoints.find((one) => one.id === id);
    },
    setFault: async (id, active): Promise<TargetView | undefined> => {
      const { target } = current.watch;
      if (!target?.faults.some((fault) => fault.id === id)) return undefined;
      faultChanges.push(`${id} ${active ? 'on' : 'off'}`);
      const changed = {
        ...target,
        faults: target.faults.map((fault) => (fault.id === id ? { ...fault, active } : fault)),
      };
      publish({ type: 'watch', watch: { ...current.watch, target: changed } });
      return changed;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const listen = (port: number): Promise<ApiServer> => serveApi(source, files, { host: '127.0.0.1', port });
  let server = await listen(0);
  const { url } = server;
  return {
    url,
    faultChanges,
    probed,
    written,
    acts,
    publish,
    stop: () => server.close(),
    resume: async () => {
      server = await listen(Number(new URL(url).port));
    },
  };
}
