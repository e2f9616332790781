import type { DatabaseSnapshot } from '../../shared/model/database-view.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { type HealthPart, healthParts } from '../../shared/model/health-part.ts';
import type { PlannedDatabase } from '../../shared/plan/plan.ts';
import { type DatabaseCheckName, databaseChecks } from '../../shared/postgres/checks/registry.ts';
import type { HealthWindow } from '../../shared/postgres/health-window.ts';
import { judge, type Measurements } from '../../shared/postgres/judge.ts';
import { buildTables } from '../../shared/postgres/tables/registry.ts';
import { verdict } from '../../shared/postgres/verdict.ts';
import type { TakenSamples } from './take-samples.ts';

/** How a run of one database goes. */
export interface CheckOrder {
  readonly database: PlannedDatabase;
  readonly part: HealthPart | 'everything';
  readonly atMs: number;
  /** False for a run by hand: it reads what is remembered and leaves it as it is. */
  readonly remember: boolean;
}

/** What a run of one database found. */
export interface CheckedDatabase {
  readonly database: PlannedDatabase;
  readonly window: HealthWindow;
  readonly measurements: Measurements;
  readonly findings: readonly Finding[];
  readonly snapshot: DatabaseSnapshot;
  /** One sentence for the record of the run. */
  readonly message: string;
  /** False where the fault is here, so that nothing is known about the database. */
  readonly judged: boolean;
}

/** Checks of the pulse whose culprit only a look at objects and statements knows. */
const blamedOnObjects: readonly DatabaseCheckName[] = ['cache-hit', 'sequential-scans', 'mean-query', 'query-rate'];

/** Whether something is wrong that a look at objects and statements could explain. */
export function lacksCulprit({ database, findings }: CheckedDatabase): boolean {
  const checkOf = checkOfKey(database);
  return findings.some(({ key }) => {
    const check = checkOf(key);
    return check !== undefined && blamedOnObjects.includes(check);
  });
}

const partOf = (check: DatabaseCheckName): HealthPart => databaseChecks[check].part;

/** Checks by the keys of their findings: alarms of the database, and checks without one. */
function checkOfKey({ id, thresholds }: PlannedDatabase): (key: string) => DatabaseCheckName | undefined {
  const ofAlarms = new Map(thresholds.map((threshold) => [threshold.id, threshold.check]));
  const names = Object.keys(databaseChecks) as DatabaseCheckName[];
  return (key) => ofAlarms.get(key) ?? names.find((name) => key === `database/${id}/${name}`);
}

/** Judges a window and puts what it means into words: readings, findings, tables, a verdict. */
export function concludeCheck(
  { database, part, atMs }: CheckOrder,
  window: HealthWindow,
  { taken, troubles }: { readonly taken: TakenSamples; readonly troubles: readonly string[] },
): CheckedDatabase {
  const { id, title, thresholds } = database;
  const judged = judge(window, { id, title, alarms: thresholds });
  const wanted = (check: DatabaseCheckName): boolean => part === 'everything' || partOf(check) === part;
  const checkOf = checkOfKey(database);
  const findings = judged.findings.filter(({ key }) => {
    const check = checkOf(key);
    return check !== undefined && wanted(check);
  });
  const measurements = Object.fromEntries(
    (Object.keys(judged.measurements) as DatabaseCheckName[])
      .filter(wanted)
      .map((check) => [check, judged.measurements[check]]),
  );
  const known = window.failure?.kind !== 'ours';
  // The pulse judges a failure; the other parts only know that they learned nothing.
  const learned = known && (window.failure === undefined || part === 'pulse' || part === 'everything');
  const { state, sentence } = verdict(findings, { title });
  const summary = window.paused === true ? `${title} sleeps; it is left alone until somebody else wakes it.` : sentence;
  const notes = [...taken.notes, ...troubles, ...notesOf(judged.measurements)];
  const snapshot: DatabaseSnapshot = {
    id,
    title,
    state: learned ? state : 'unknown',
    summary: learned ? summary : (window.failure?.message ?? ''),
    readings: listReadings(measurements),
    findings,
    tables: tablesOf(window, part),
    notes,
    ...(window.pulse === undefined ? {} : { atMs }),
  };
  const message = window.failure?.message ?? describeRun(taken, summary);
  return { database, window, measurements, findings, snapshot, message, judged: known };
}

function describeRun({ connectMs, pulseMs }: TakenSamples, summary: string): string {
  const times = [
    ...(connectMs === undefined ? [] : [`connected in ${Math.round(connectMs)} ms`]),
    ...(pulseMs === undefined ? [] : [`pulse in ${Math.round(pulseMs)} ms`]),
  ];
  return times.length === 0 ? summary : `${summary} (${times.join(', ')})`;
}

/** What the role cannot see, as sentences. */
function notesOf({ unmonitored }: Measurements): readonly string[] {
  return (unmonitored?.facts ?? []).map(({ label, value }) => `${label}: ${value}`);
}

function listReadings(measurements: Measurements): DatabaseSnapshot['readings'] {
  return (Object.keys(measurements) as DatabaseCheckName[]).flatMap((check) => {
    const measurement = measurements[check];
    if (measurement === undefined) return [];
    const { value, culprit } = measurement;
    return [{ check, value, symbol: databaseChecks[check].symbol, ...(culprit === undefined ? {} : { culprit }) }];
  });
}

/** Tables that a part has something new to say about. */
const tablesOfPart: Readonly<Record<HealthPart, readonly string[]>> = {
  pulse: ['slow', 'blocked', 'connections', 'functions'],
  objects: ['statements', 'functions', 'tables', 'indexes'],
  bloat: ['bloat'],
};

function tablesOf(window: HealthWindow, part: HealthPart | 'everything') {
  const names = part === 'everything' ? healthParts.flatMap((one) => tablesOfPart[one]) : tablesOfPart[part];
  return buildTables(window).filter(({ name }) => names.includes(name));
}
