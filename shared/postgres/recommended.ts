import type { Severity } from '../model/severity.ts';
import type { CheckGrade, DatabaseCheck } from './checks/check.ts';
import { type DatabaseCheckName, databaseChecks } from './checks/registry.ts';

/** An alarm on a check, as the definition accepts it. */
export type RecommendedAlarm = {
  readonly check: DatabaseCheckName;
  readonly for: CheckGrade['for'];
  readonly severity: Severity;
} & ({ readonly above: number } | { readonly below: number });

/** Presets for a database: `alarms: { ...postgres.recommended(), 'query-long': { check: 'long-query', above: 30, for: '5m' } }`. */
export const postgres = { recommended };

/** Every recommended alarm by its name, made of the checks' grades. Plain data to keep, override or leave out. */
function recommended(): Readonly<Record<string, RecommendedAlarm>> {
  const checks = Object.entries(databaseChecks) as readonly [DatabaseCheckName, DatabaseCheck][];
  return Object.fromEntries(
    checks.flatMap(([check, { grades }]) =>
      grades.map(({ alarm, why: _, ...rule }): [string, RecommendedAlarm] => [
        alarm,
        { check, ...rule } as RecommendedAlarm,
      ]),
    ),
  );
}
