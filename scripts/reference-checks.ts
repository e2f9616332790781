import { databaseDefaults, partSeconds } from '../shared/definition/database-settings.ts';
import { formatDuration } from '../shared/model/duration.ts';
import type { HealthPart } from '../shared/model/health-part.ts';
import type { CheckGrade, DatabaseCheck } from '../shared/postgres/checks/check.ts';
import { databaseChecks } from '../shared/postgres/checks/registry.ts';
import { code, table } from './markdown-table.ts';

/** A threshold in words: `above 10 s for 5m`. */
function describeGrade({ above, below, for: lasting }: CheckGrade, symbol: string): string {
  const [word, limit] = above === undefined ? ['below', below] : ['above', above];
  return `${word} ${limit?.toLocaleString('en')}${symbol === '' ? '' : ` ${symbol}`} for ${lasting}`;
}

const checks = Object.entries(databaseChecks) as readonly (readonly [string, DatabaseCheck])[];

/** Every check of a database as a table. */
export function describeChecks(): string {
  const every = {
    pulse: databaseDefaults.every,
    objects: formatDuration(partSeconds.objects * 1_000),
    bloat: formatDuration(partSeconds.bloat * 1_000),
  } as const satisfies Record<HealthPart, string>;
  return table(
    ['check', 'metric', 'unit', 'every', 'meaning', 'missing data'],
    checks.map(([name, { metric, symbol, part, meaning, missing, missingReason }]) => [
      code(name),
      code(metric),
      symbol,
      every[part],
      meaning,
      `${code(missing)}: ${missingReason}`,
    ]),
  );
}

/** The recommended alarms as a table. */
export function describeRecommended(): string {
  const rows = checks.flatMap(([name, { grades, symbol }]) =>
    grades.map((grade) => [code(grade.alarm), code(name), describeGrade(grade, symbol), grade.severity, grade.why]),
  );
  return table(['alarm', 'check', 'when', 'severity', 'why'], rows);
}
