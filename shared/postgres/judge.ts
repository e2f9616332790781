import type { Finding } from '../model/finding.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { CheckGrade, DatabaseCheck, Measurement } from './checks/check.ts';
import { type DatabaseCheckName, databaseChecks } from './checks/registry.ts';
import type { HealthWindow } from './health-window.ts';
import { formatBytes, formatMilliseconds, formatNumber, formatSeconds } from './quantities.ts';

/** An alarm of the plan on one check, as far as a single window can judge it: how long it must last is CloudWatch's to watch. */
export interface CheckAlarm {
  /** Id of the alarm, e.g. `database/orders/query-long`. */
  readonly id: string;
  readonly check: DatabaseCheckName;
  readonly comparison: 'above' | 'below';
  readonly threshold: number;
  readonly severity: Severity;
}

export type Measurements = Readonly<Partial<Record<DatabaseCheckName, Measurement>>>;

/** What a run publishes and logs. */
export interface Judgement {
  /** Of every check that this window knows. */
  readonly measurements: Measurements;
  /** Most severe first. */
  readonly findings: readonly Finding[];
}

interface Subject {
  /** Id of the database. */
  readonly id: string;
  readonly title: string;
  readonly alarms: readonly CheckAlarm[];
}

/**
 * Measures every check and explains each alarm whose threshold is broken now. A check that no alarm watches is held against its
 * recommended thresholds and yields at most one finding, under `database/<id>/<check>`. Pure.
 */
export function judge(window: HealthWindow, { id, title, alarms }: Subject): Judgement {
  const checks = Object.entries(databaseChecks) as readonly [DatabaseCheckName, DatabaseCheck][];
  const measured = checks.flatMap(([name, check]) => {
    const measurement = check.measure(window);
    return measurement === undefined ? [] : [{ name, check, measurement }];
  });
  const findings = measured.flatMap(({ name, check, measurement }) => {
    const watching = alarms.filter((alarm) => alarm.check === name);
    const limits = watching.length > 0 ? watching : gradesAsAlarms(`database/${id}/${name}`, name, check.grades);
    const broken = limits.filter((limit) => isBroken(limit, measurement.value)).sort(bySeverity);
    const explained = watching.length > 0 ? broken : broken.slice(0, 1);
    return explained.map((limit) => explain(limit, { check, measurement, title, atMs: window.atMs }));
  });
  return {
    measurements: Object.fromEntries(measured.map(({ name, measurement }) => [name, measurement])),
    findings: findings.sort(bySeverity),
  };
}

function gradesAsAlarms(id: string, check: DatabaseCheckName, grades: readonly CheckGrade[]): readonly CheckAlarm[] {
  return grades.map(({ above, below, severity }) => ({
    id,
    check,
    severity,
    ...(above === undefined
      ? { comparison: 'below' as const, threshold: below ?? 0 }
      : { comparison: 'above' as const, threshold: above }),
  }));
}

const isBroken = ({ comparison, threshold }: CheckAlarm, value: number): boolean =>
  comparison === 'above' ? value > threshold : value < threshold;

const bySeverity = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity);

interface Explained {
  readonly check: DatabaseCheck;
  readonly measurement: Measurement;
  readonly title: string;
  readonly atMs: number;
}

function explain(alarm: CheckAlarm, { check, measurement, title, atMs }: Explained): Finding {
  const { value, culprit, facts = [], remedy } = measurement;
  const bound = alarm.comparison === 'above' ? 'at most' : 'at least';
  const actual = formatMeasured(value, check);
  return {
    key: alarm.id,
    severity: alarm.severity,
    title: `${title} ${check.problem}`,
    reason: culprit ?? `${check.metric} is ${actual}`,
    expected: `${bound} ${formatMeasured(alarm.threshold, check)}`,
    actual,
    facts,
    ...(remedy !== undefined && { remedy }),
    atMs,
  };
}

/** A value of a check as a message writes it: `73 s`, `92.3 %`, `1,240 queries/s`. */
export function formatMeasured(value: number, { symbol, unit }: Pick<DatabaseCheck, 'symbol' | 'unit'>): string {
  if (unit === 'Bytes') return formatBytes(value);
  if (unit === 'Seconds') return formatSeconds(value);
  if (unit === 'Milliseconds') return formatMilliseconds(value);
  return symbol === '' ? formatNumber(value) : `${formatNumber(value)} ${symbol}`;
}
