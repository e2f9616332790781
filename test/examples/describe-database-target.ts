import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartTarget, Target } from '../../examples/target.ts';
import { numberAs, queryAs, readCatalog } from './database-under-test.ts';
import { describeDefinition, type ExampleDefinition } from './definition-under-test.ts';
import type { FaultEvidence } from './fault-evidence.ts';
import { connectTo, findFreePort, occupy, portAt } from './loopback.ts';
import { createStateDir } from './target-under-test.ts';

/** What the kit needs to know of a target with a database. */
export interface DatabaseTargetKit {
  readonly name: string;
  readonly startTarget: StartTarget;
  readonly definition: ExampleDefinition;
  /** KPIs that may have nothing to say at the moment. */
  readonly emptyKpis?: readonly string[];
  /** Names of its ports, all of which the kit picks freely. */
  readonly ports: readonly string[];
  readonly secrets: readonly string[];
  /** Statements of the KPI role that yield one number, and where it must lie. */
  readonly numbers: Readonly<Record<string, readonly [min: number, max: number]>>;
  /** By id: how each fault of the database is seen; "database-down" needs no entry. */
  readonly faults: Readonly<Record<string, FaultEvidence>>;
  /** Ids of faults that are not of the database. */
  readonly otherFaults?: readonly string[];
}

/** The contract of every target with a database: it serves its data, breaks for real, heals, and leaves nothing behind. */
export function describeDatabaseTarget(kit: DatabaseTargetKit): void {
  describe(`target "${kit.name}" as a database`, () => {
    const running = useTarget(kit);
    describeData(kit, running);
    describeDefinition(kit.definition, running.target, kit);
    describeFaults(kit, running);
    describeRefusals(kit);
    describeEnd(kit);
  });
}

interface Running {
  readonly target: () => Target;
  readonly stateDir: () => string;
}

const patience = { timeout: 10_000, interval: 50 };
const freePorts = ({ ports }: DatabaseTargetKit) => Object.fromEntries(ports.map((port) => [port, 0]));
const postgresPort = (target: Target) => Number(new URL(target.urls.postgres ?? '').port);

/** One target for all tests that only look, and for those that heal what they break. */
function useTarget(kit: DatabaseTargetKit): Running {
  let target: Target | undefined;
  let stateDir = '';
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'watchkeeper-target-'));
    target = await kit.startTarget({ stateDir, ports: freePorts(kit) });
  });
  afterAll(async () => {
    await target?.close();
    await rm(stateDir, { recursive: true });
  });
  return {
    target: () => {
      if (target === undefined) throw new Error('The target is not running, must have been started');
      return target;
    },
    stateDir: () => stateDir,
  };
}

function describeData({ name, secrets, numbers }: DatabaseTargetKit, { target, stateDir }: Running): void {
  it('names itself and its database', () => {
    expect(target().name).toBe(name);
    expect(target().urls.postgres).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/[a-z]+$/);
    expect(
      target()
        .listFaults()
        .filter(({ active }) => active),
    ).toEqual([]);
  });

  it('tells its secrets, and writes them where only their owner reads them', async () => {
    expect(Object.keys(target().secrets ?? {})).toEqual(secrets);
    const file = join(stateDir(), 'secrets.env');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const lines = Object.entries(target().secrets ?? {}).map(
      ([secret, value]) => `${secret.toUpperCase().replace('/', '_')}=${value}`,
    );
    expect(await readFile(file, 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it.each(Object.entries(numbers))('yields a plausible number for %s', async (sql, [min, max]) => {
    const value = await numberAs(target(), 'kpi', sql);
    expect(value).toBeGreaterThanOrEqual(min);
    expect(value).toBeLessThanOrEqual(max);
  });

  it('shows its KPI role the schema "kpi" and nothing else', async () => {
    const tables = await queryAs(
      target(),
      'health',
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThan(1);
    for (const { relname } of tables) {
      await expect(queryAs(target(), 'kpi', `SELECT 1 FROM public.${relname}`)).rejects.toThrow('permission denied');
    }
    await expect(queryAs(target(), 'kpi', 'CREATE TABLE kpi.mine ()')).rejects.toThrow(/read-only|permission denied/);
  });

  it('lets its health role see the application at work', async () => {
    const work = `SELECT coalesce(sum(calls), 0) FROM public.pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = 'app'`;
    await expect.poll(() => numberAs(target(), 'health', work), patience).toBeGreaterThan(5);
  });
}

function describeFaults({ faults, otherFaults = [] }: DatabaseTargetKit, { target }: Running): void {
  const ids = [...Object.keys(faults), 'database-down'];
  const foreignSessions = () =>
    numberAs(
      target(),
      'health',
      `SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'
        AND application_name NOT IN ('test', 'shop-checkout') AND application_name NOT LIKE '%-app'`,
    );

  it('has a proof for every fault it lists', () => {
    const listed = target()
      .listFaults()
      .map(({ id }) => id);
    expect(new Set(listed)).toEqual(new Set([...otherFaults, ...ids]));
    expect(
      target()
        .listFaults()
        .filter(({ title, description }) => title === '' || description === ''),
    ).toEqual([]);
  });

  it.each(Object.entries(faults))(
    'breaks and heals for real under "%s"',
    async (id, { role, sql, broken, healthy }) => {
      const measure = () => numberAs(target(), role, sql);
      const catalog = await readCatalog(target());
      await target().setFault(id, true);
      await expect.poll(measure, patience).toSatisfy(broken);
      await target().setFault(id, false);
      if (healthy !== undefined) await expect.poll(measure, patience).toSatisfy(healthy);
      // A backend ends a moment after its client.
      await expect.poll(foreignSessions, { timeout: 5_000 }).toBe(0);
      expect(await readCatalog(target())).toBe(catalog);
    },
  );

  it('refuses connections under "database-down", and serves on the same port afterwards', async () => {
    const port = postgresPort(target());
    await target().setFault('database-down', true);
    expect(await connectTo(port)).toBe('ECONNREFUSED');
    await target().setFault('database-down', false);
    expect(postgresPort(target())).toBe(port);
    expect(await numberAs(target(), 'kpi', 'SELECT 1')).toBe(1);
  });

  it('is whole again after every fault at once', async () => {
    const catalog = await readCatalog(target());
    for (const id of ids) await target().setFault(id, true);
    expect(
      target()
        .listFaults()
        .filter(({ id }) => ids.includes(id))
        .every(({ active }) => active),
    ).toBe(true);
    for (const id of ids.toReversed()) await target().setFault(id, false);
    expect(
      target()
        .listFaults()
        .some(({ active }) => active),
    ).toBe(false);
    // A backend ends a moment after its client.
    await expect.poll(foreignSessions, { timeout: 5_000 }).toBe(0);
    expect(await readCatalog(target())).toBe(catalog);
  });

  it('refuses a fault it does not have', async () => {
    await expect(target().setFault('dwon', true)).rejects.toThrow(
      /^Cannot change fault "dwon" of ".+": unknown fault, must be one of "/,
    );
  });
}

function describeRefusals(kit: DatabaseTargetKit): void {
  it('does not start on a taken port of its database, and leaves no other open', async () => {
    const taken = portAt(await occupy(0));
    const free = await findFreePort();
    const ports = {
      ...Object.fromEntries(kit.ports.map((port) => [port, port === 'http' ? free : 0])),
      postgres: taken,
    };
    await expect(kit.startTarget({ stateDir: await createStateDir(), ports })).rejects.toThrow(
      `Cannot open "${kit.name}" on postgres://127.0.0.1:${taken}: port ${taken} is taken, must be free: ` +
        `end the other start of this example ("lsof -i :${taken}" names its process)`,
    );
    expect(await connectTo(free)).toBe('ECONNREFUSED');
  });

  it('does not start with a port it does not know', async () => {
    const known = kit.ports.map((port) => `"${port}"`).join(', ');
    await expect(kit.startTarget({ stateDir: await createStateDir(), ports: { postgers: 0 } })).rejects.toThrow(
      `Cannot open "${kit.name}" on port "postgers": unknown port, must be one of ${known}`,
    );
  });

  it('does not start without a directory to write to', async () => {
    const file = join(await createStateDir(), 'a-file');
    await writeFile(file, '');
    await expect(kit.startTarget({ stateDir: file, ports: freePorts(kit) })).rejects.toThrow(
      /^Cannot write the (secrets|certificate authority) to ".*a-file\/.+": E.+, must be a writable directory/,
    );
  });
}

function describeEnd(kit: DatabaseTargetKit): void {
  it("ends its server, with faults active too, and removes the server's directory and the secrets", async () => {
    const stateDir = await createStateDir();
    const target = await kit.startTarget({ stateDir, ports: freePorts(kit) });
    const [row] = await queryAs(target, 'health', `SELECT current_setting('data_directory') AS folder`);
    await target.setFault('slow-query', true);
    await Promise.all([target.close(), target.close()]);
    expect(await connectTo(postgresPort(target))).toBe('ECONNREFUSED');
    expect(await readdir(stateDir)).not.toContain('secrets.env');
    await expect(stat(String(row?.folder))).rejects.toThrow('ENOENT');
    await expect(target.setFault('slow-query', false)).rejects.toThrow('the target is closed, must be running');
  });
}
