import { expect, it } from 'vitest';
import type { Target } from '../../examples/target.ts';
import { checkDefinition, formatProblems } from '../../shared/definition/check-definition.ts';
import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import { plan } from '../../shared/plan/make-plan.ts';
import { queryAs } from './database-under-test.ts';

/** An example's definition, as its file exports it. */
export type ExampleDefinition = Pick<DefinitionInput, 'environments'> & { readonly kpis?: DefinitionInput['kpis'] };

/** The definition is sound in every environment, and what it asks of the database is answered by the KPI role. */
export function describeDefinition(
  definition: ExampleDefinition,
  target: () => Target,
  { emptyKpis = [] }: { readonly emptyKpis?: readonly string[] } = {},
): void {
  const environments = Object.keys(definition.environments);

  it.each(environments)('has a sound definition, with alarms in "%s"', (environment) => {
    const checked = checkDefinition(definition);
    expect(checked.ok ? '' : formatProblems(checked.problems)).toBe('');
    if (checked.ok) expect(plan(checked.definition, environment).alarms.length).toBeGreaterThan(10);
  });

  it('names the ports of its example in the environment of this machine', () => {
    const { overrides } = definition.environments.local ?? {};
    const urls = Object.values(target().urls).map((url) => new URL(url).pathname.slice(1));
    expect(Object.values(overrides?.databases ?? {})).toMatchObject([{ host: '127.0.0.1', tls: 'off' }]);
    expect(urls).toContain(Object.keys(overrides?.databases ?? {})[0]);
  });

  const statements = Object.entries(definition.kpis ?? {}).flatMap(([name, kpi]) =>
    'sql' in kpi ? [[name, kpi] as const] : [],
  );

  it.each(statements)('answers the KPI "%s" with rows of one number', async (name, { sql, labels }) => {
    const rows = await queryAs(target(), 'kpi', `SELECT * FROM (${sql}\n) AS kpi LIMIT 101`);
    if (!emptyKpis.includes(name)) expect(rows.length).toBeGreaterThan(0);
    const values = rows.map((row) => Object.values(row));
    const known = values.filter((cells) => cells.some((cell) => cell instanceof Date || Number.isFinite(Number(cell))));
    expect(known.length).toBe(rows.length);
    if (labels !== undefined) {
      const found = values.flat().filter((cell) => typeof cell === 'string' && Number.isNaN(Number(cell)));
      expect(labels).toEqual(expect.arrayContaining(found));
    }
  });
}
