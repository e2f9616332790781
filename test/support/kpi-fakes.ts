import type { QueryKpisPorts } from '../../functions/kpi-query/query-kpis.ts';
import type { EvidenceTable } from '../../shared/model/evidence-table.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { JobRunRecord } from '../../shared/model/job-run.ts';
import type { KpiSpec } from '../../shared/model/kpi.ts';
import type { KpiResult } from '../../shared/model/kpi-result.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import type { KpiQueryConfig } from '../../shared/plan/kpi-query-config.ts';
import type { DatabaseConnection, DatabaseConnector, SqlOutcome } from '../../shared/ports/database.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
import { createFakeTimer } from './batch-options.ts';
import { probeContext } from './probe-context.ts';

/** A configuration with these KPIs in one job of fifteen minutes, and every database that they name. */
export function kpiConfig(kpis: readonly KpiSpec[]): KpiQueryConfig {
  const names = kpis.flatMap(({ source }) => (source.kind === 'sql' ? [source.database] : []));
  return {
    service: 'shop',
    environment: 'prod',
    namespace: 'Watchkeeper/shop/prod',
    region: 'eu-central-1',
    jobs: [
      {
        kind: 'kpi-query',
        id: 'kpi-query/15m',
        function: 'kpi-query',
        everySeconds: 900,
        location: 'eu-central-1',
        kpis: kpis.map(({ id }) => id),
      },
    ],
    kpis,
    databases: [...new Set(names)].map((id) => ({
      ...{
        id,
        title: id,
        kind: 'postgres',
        host: 'db.shop.example',
        port: 5432,
        database: id,
        tls: 'system',
        logins: {},
      },
    })),
  };
}

/** An answer to a wrapped query: one text per row. */
export function wrappedAnswer(...rows: readonly string[]): SqlOutcome {
  return { ok: true, answer: { columns: ['left'], rows: rows.map((row) => [row]), tookMs: 1 } };
}

/** Everything that is written as evidence, kept. */
export function createEvidenceMemory() {
  const results: KpiResult[] = [];
  const findings: Finding[] = [];
  const tables: EvidenceTable[] = [];
  const runs: JobRunRecord[] = [];
  const jobs = new Set<string>();
  const log: EvidenceLog = {
    addKpiResult(result, { job }) {
      jobs.add(job);
      results.push(result);
    },
    addFinding: (finding) => void findings.push(finding),
    addTable: (table) => void tables.push(table),
    addRun: (run) => void runs.push(run),
    addSnapshot: () => undefined,
  };
  return { log, results, findings, tables, runs, jobs };
}

/** A metric sink that keeps what it is given and loses some of it. */
export function createMetricMemory(lost = 0) {
  const data: MetricDatum[] = [];
  const metrics: MetricSink = {
    async put(batch) {
      data.push(...batch);
      const report = { sent: batch.length - lost, lost, calls: 1, retries: 0 };
      return lost > 0 ? { ...report, problem: 'ThrottlingException: Rate exceeded' } : report;
    },
  };
  return { metrics, data, told: () => data.map(describeDatum) };
}

/** `KpiValue mrr 812`: name, dimensions, value. */
const describeDatum = ({ metric, value }: MetricDatum): string =>
  [metric.name, ...Object.values(metric.dimensions), value].join(' ');

/** What a database does with a statement of the user; it never gets to see the wrapper. */
export type SqlScript = (database: string, sql: string) => Promise<SqlOutcome> | SqlOutcome;

/** A connector that answers by a script, and counts what is open. */
export function createScriptedConnector(script: SqlScript) {
  const open = new Map<string, number>();
  const most = new Map<string, number>();
  const roles = new Set<string>();
  const connector: DatabaseConnector = {
    async connect({ id }, { role }): Promise<DatabaseConnection> {
      const count = (open.get(id) ?? 0) + 1;
      open.set(id, count);
      most.set(id, Math.max(count, most.get(id) ?? 0));
      roles.add(role);
      const run = async (sql: string): Promise<SqlOutcome> =>
        script(id, /FROM \((.*)\n\) kpi LIMIT 101$/s.exec(sql)?.[1] ?? sql);
      return {
        ok: true,
        session: { query: run, queryReadOnly: run, close: async () => void open.set(id, (open.get(id) ?? 0) - 1) },
      };
    },
  };
  return {
    connector,
    roles,
    mostOpen: (id: string) => most.get(id) ?? 0,
    stillOpen: () => [...open.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** Everything around the work, and what came out of it. */
export function createKpiWorld({
  script = () => wrappedAnswer('{"n":812}'),
  lost = 0,
  ...change
}: Partial<QueryKpisPorts> & { readonly script?: SqlScript; readonly lost?: number } = {}) {
  const evidence = createEvidenceMemory();
  const sink = createMetricMemory(lost);
  const scripted = createScriptedConnector(script);
  const timer = createFakeTimer();
  const ports: QueryKpisPorts = {
    context: { ...probeContext(), now: () => Date.parse('2026-01-05T08:30:01Z') },
    connector: scripted.connector,
    history: { read: async () => [] },
    metrics: sink.metrics,
    log: evidence.log,
    timer,
    realNow: () => Date.parse('2026-01-05T08:30:01Z'),
    ...change,
  };
  return { ...evidence, ...sink, ...scripted, ports, timer };
}
