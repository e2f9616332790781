import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatabaseCheck } from '../../../../shared/postgres/checks/check.ts';
import { databaseChecks } from '../../../../shared/postgres/checks/registry.ts';
import { postgres } from '../../../../shared/postgres/recommended.ts';

const checks: readonly (readonly [string, DatabaseCheck])[] = Object.entries(databaseChecks);
const grades = checks.flatMap(([name, { grades }]) => grades.map((grade) => ({ name, grade })));

describe('databaseChecks', () => {
  it('has one file per check, named after it', () => {
    const folder = join(import.meta.dirname, '../../../../shared/postgres/checks');
    const files = readdirSync(folder).map((file) => file.replace('.ts', ''));
    const others = ['check', 'registry', 'missing-reasons'];
    expect(files.filter((file) => !others.includes(file)).sort()).toEqual(checks.map(([name]) => name).sort());
  });

  it('names every metric and every recommended alarm once', () => {
    const metrics = checks.map(([, { metric }]) => metric);
    const alarms = grades.map(({ grade }) => grade.alarm);
    expect(new Set(metrics).size).toBe(metrics.length);
    expect(new Set(alarms).size).toBe(alarms.length);
  });

  it.each(grades)(
    'gives the alarm $grade.alarm of $name one threshold, a duration its run can show, and a reason',
    ({ name, grade }) => {
      expect((grade.above === undefined) !== (grade.below === undefined)).toBe(true);
      const minutes = { m: 1, h: 60, d: 1_440 }[grade.for.at(-1) ?? ''] ?? Number.NaN;
      const { part } = databaseChecks[name as keyof typeof databaseChecks];
      const every = { pulse: 1, objects: 10, bloat: 1_440 }[part];
      expect((Number.parseInt(grade.for, 10) * minutes) % every).toBe(0);
      expect(grade.why).toMatch(/^[A-Z0-9].+\.$/);
    },
  );
});

describe('postgres.recommended()', () => {
  it('is plain data, one alarm per grade', () => {
    const recommended = postgres.recommended();
    expect(JSON.parse(JSON.stringify(recommended))).toEqual(recommended);
    expect(Object.keys(recommended)).toEqual(grades.map(({ grade }) => grade.alarm));
    expect(recommended['database-unreachable']).toEqual({
      check: 'unreachable',
      above: 0,
      for: '1m',
      severity: 'critical',
    });
    expect(recommended['cache-missed']).toEqual({ check: 'cache-hit', below: 95, for: '10m', severity: 'warning' });
  });
});
