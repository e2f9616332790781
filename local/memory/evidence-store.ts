import type { DatabaseSnapshot } from '../../shared/model/database-view.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { type HealthPart, healthParts } from '../../shared/model/health-part.ts';
import type { JobRunRecord } from '../../shared/model/job-run.ts';
import type { KpiResult } from '../../shared/model/kpi-result.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import { verdict } from '../../shared/postgres/verdict.ts';

/** What runs saw, kept in memory: what CloudWatch Logs is on AWS. */
export interface EvidenceStore extends EvidenceLog, Pick<Evidence, 'finding'> {
  /** Findings of a span of time (epoch milliseconds, end exclusive), oldest first. */
  findingsBetween(fromMs: number, toMs: number): readonly Finding[];
  /** What the newest run of each part knows of a database, as one; undefined before the first. */
  snapshotOf(database: string): DatabaseSnapshot | undefined;
  /** Newest first. */
  resultsOf(kpi: string): readonly KpiResult[];
  /** The newest runs of a thing, newest first. */
  runsOf(subject: string): readonly JobRunRecord[];
}

/** Who hears of news. */
export interface EvidenceListeners {
  readonly onDatabase?: (id: string) => void;
  readonly onKpi?: (id: string) => void;
}

const mostFindings = 5_000;
const mostResults = 1_440;
const mostRuns = 60;

function keep<T>(lists: Map<string, T[]>, key: string, value: T, most: number): void {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(value);
  if (list.length > most) list.shift();
}

/** Parts of one database as one picture: findings of all, and a verdict over them. */
function joinParts(parts: ReadonlyMap<HealthPart, DatabaseSnapshot>): DatabaseSnapshot | undefined {
  const known = healthParts.flatMap((part) => parts.get(part) ?? []);
  const [first] = known;
  if (first === undefined) return undefined;
  const { id, title } = first;
  const findings = known.flatMap((one) => one.findings);
  const judged = verdict(findings, { title });
  const pulse = parts.get('pulse');
  const isKnown = pulse === undefined || pulse.state !== 'unknown';
  const atMs = Math.max(...known.map((one) => one.atMs ?? 0));
  return {
    id,
    title,
    state: isKnown ? judged.state : 'unknown',
    summary: isKnown && findings.length > 0 ? judged.sentence : (pulse ?? first).summary,
    readings: known.flatMap((one) => one.readings),
    findings,
    tables: [...new Map(known.flatMap((one) => one.tables).map((table) => [table.name, table])).values()],
    notes: [...new Set(known.flatMap((one) => one.notes))],
    ...(atMs === 0 ? {} : { atMs }),
  };
}

/** Creates an empty store. */
export function createEvidenceStore({ onDatabase, onKpi }: EvidenceListeners = {}): EvidenceStore {
  const findings: Finding[] = [];
  const snapshots = new Map<string, Map<HealthPart, DatabaseSnapshot>>();
  const results = new Map<string, KpiResult[]>();
  const runs = new Map<string, JobRunRecord[]>();
  return {
    finding: async ({ key, beforeMs }) => findings.findLast((one) => one.key === key && one.atMs <= beforeMs),
    findingsBetween: (fromMs, toMs) => findings.filter(({ atMs }) => atMs >= fromMs && atMs < toMs),
    snapshotOf: (database) => joinParts(snapshots.get(database) ?? new Map()),
    resultsOf: (kpi) => [...(results.get(kpi) ?? [])].reverse(),
    runsOf: (subject) => [...(runs.get(subject) ?? [])].reverse(),
    addFinding(finding) {
      findings.push(finding);
      if (findings.length > mostFindings) findings.shift();
    },
    // Tables arrive with the snapshot of their database, and rows of KPIs with their result.
    addTable: () => undefined,
    addSnapshot(snapshot, { part }) {
      const parts = snapshots.get(snapshot.id) ?? new Map();
      snapshots.set(snapshot.id, parts.set(part, snapshot));
      onDatabase?.(snapshot.id);
    },
    addKpiResult(result) {
      keep(results, result.kpi, result, mostResults);
      onKpi?.(result.kpi);
    },
    addRun: (record) => keep(runs, record.subject, record, mostRuns),
  };
}
