import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPlan } from '../../../local/load-plan.ts';
import { loadDefinition } from '../../../shared/definition/load-definition.ts';
import { makeDefinition } from '../../support/definition.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-load-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(content: string, name = 'watchkeeper.config.mjs'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

const exported = (definition: unknown) => `export default ${JSON.stringify(definition)};`;

describe('loadDefinition()', () => {
  it('gives the checked definition and its file', async () => {
    const file = await write(exported(makeDefinition()));
    expect(await loadDefinition(file)).toEqual({ ok: true, file, definition: makeDefinition() });
  });

  it('gives every problem of a definition that is wrong', async () => {
    const file = await write(exported(makeDefinition({ timeZone: 'Europe/Zuerich', policies: { info: ['nobody'] } })));
    const loaded = await loadDefinition(file);
    expect(loaded).toMatchObject({
      ok: false,
      message: `Cannot load "${file}": the definition has 2 problems, must have none`,
      problems: expect.arrayContaining([expect.objectContaining({ path: 'timeZone' })]),
    });
  });

  it('gives the problems of statements where the rest is right', async () => {
    const orders = { kind: 'postgres', host: 'db.shop.example', database: 'orders' };
    const login = (role: string) => ({ user: role, password: { secret: `orders/${role}` } });
    const change = {
      databases: { orders: { ...orders, health: login('health'), kpi: login('kpi') } },
      kpis: { mrr: { database: 'orders', sql: 'DELETE FROM orders' } },
    };
    expect(await loadDefinition(await write(exported(makeDefinition(change))))).toMatchObject({
      ok: false,
      message: expect.stringContaining('the definition has 1 problem, must have none'),
      problems: [{ path: 'kpis.mrr.sql', message: 'is no query: delete' }],
    });
  });

  it('gives the problems of statements beside those of the rest, at once', async () => {
    const change = {
      timeZone: 'Mars/Olympus',
      kpis: { mrr: { database: 'nowhere', sql: 'SELECT 1; SELECT 2', evry: '5m' }, odd: 7 },
    };
    const loaded = await loadDefinition(await write(exported(makeDefinition(change))));
    const paths = loaded.ok ? [] : loaded.problems.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['timeZone', 'kpis.mrr.evry', 'kpis.odd', 'kpis.mrr.sql']));
  });

  const broken: readonly (readonly [string, string, string | RegExp])[] = [
    [
      'has no default export',
      'export const definition = {};',
      'it has no default export, must have one: export default defineMonitoring({ ... })',
    ],
    ['throws', 'throw new Error("no such variable: REGION");', /no such variable: REGION/],
    ['imports what does not exist', 'import "./missing.mjs"; export default {};', /missing\.mjs/],
    ['cannot be read as JavaScript', 'export default {,,};', /: .+/],
  ];
  for (const [what, content, why] of broken) {
    it(`says in one line that the file ${what}`, async () => {
      const file = await write(content);
      const loaded = await loadDefinition(file);
      expect(loaded).toMatchObject({ ok: false, problems: [] });
      const message = loaded.ok ? '' : loaded.message;
      expect(message.split('\n')).toHaveLength(1);
      expect(message.startsWith(`Cannot load "${file}": `)).toBe(true);
      expect(message).toMatch(why);
    });
  }

  it('says that there is no such file', async () => {
    const file = join(folder, 'none.ts');
    expect(await loadDefinition(file)).toEqual({
      ok: false,
      problems: [],
      message: `Cannot load "${file}": there is no such file, must be one that exports a definition (--config names it)`,
    });
  });
});

describe('loadPlan()', () => {
  const environments = {
    prod: { account: '111122223333', region: 'eu-central-1' },
    local: { region: 'eu-west-1' },
  };

  it('plans the first environment without an account unless one is named', async () => {
    const config = await write(exported(makeDefinition({ environments })));
    expect(await loadPlan({ config })).toMatchObject({ ok: true, plan: { environment: 'local' } });
    expect(await loadPlan({ config, environment: 'prod' })).toMatchObject({ ok: true, plan: { environment: 'prod' } });
  });

  it('plans the first environment where all have an account', async () => {
    expect(await loadPlan({ config: await write(exported(makeDefinition())) })).toMatchObject({
      plan: { environment: 'prod' },
    });
  });

  it('suggests the environment that was meant', async () => {
    const config = await write(exported(makeDefinition({ environments })));
    expect(await loadPlan({ config, environment: 'lcoal' })).toEqual({
      ok: false,
      mistake: 'environment',
      problems: [],
      message: `Cannot plan environment "lcoal": "${config}" has none of that name, did you mean "local"?`,
    });
  });

  it('passes on what is wrong with the definition', async () => {
    expect(await loadPlan({ config: join(folder, 'none.ts') })).toMatchObject({ ok: false, mistake: 'definition' });
  });
});
