import { type CheckPorts, checkDatabase } from '../../../functions/database-health/check-database.ts';
import { createMemoryStateStore } from '../../../local/memory/state-store.ts';
import type { DatabaseSpec, DatabaseTls } from '../../../shared/model/database.ts';
import type { PlannedDatabase } from '../../../shared/plan/plan.ts';
import type { DatabaseConnector, DatabaseSession } from '../../../shared/ports/database.ts';
import { databaseChecks } from '../../../shared/postgres/checks/registry.ts';
import { createDirectConnector } from '../../../shared/postgres/direct/connector.ts';
import { postgres } from '../../../shared/postgres/recommended.ts';

/** Where the measured database is, and who reads it. */
export interface DatabasePlace {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** How our run goes. */
export interface HealthRunOptions {
  /** `objects`: pulse, objects and statements. */
  readonly part: 'pulse' | 'objects';
  /** `fresh`: as the function connects, in plain text; `tls`: the same over verified TLS; `warm`: one connection for all runs. */
  readonly connection: 'fresh' | 'tls' | 'warm';
  /** False: every run is the first, and reads the texts of statements. */
  readonly remembers: boolean;
  /** PEM of the authority behind the server's certificate. */
  readonly ca: string;
}

/** What one run did, from the client's side. */
export interface RunParts {
  readonly connectMs: number;
  readonly pulseMs: number;
  readonly objectsMs: number;
  readonly statementsMs: number;
}

type Statement = keyof Omit<RunParts, 'connectMs'>;

const everySeconds = { pulse: 60, objects: 600, bloat: 86_400 } as const;

/** A database with every recommended alarm: nothing of the work is left out. */
function planMeasured(place: DatabasePlace, tls: DatabaseTls): PlannedDatabase {
  const { port, database, user } = place;
  const facts = { id: 'measured', title: 'Measured' };
  const login = { kind: 'password', user, password: { secret: 'health' } } as const;
  const spec: DatabaseSpec = {
    ...facts,
    ...{ kind: 'postgres', host: '127.0.0.1', port, database, tls, logins: { health: login } },
  };
  const thresholds = Object.entries(postgres.recommended()).map(([name, alarm]) => ({
    id: `database/${facts.id}/${name}`,
    check: alarm.check,
    severity: alarm.severity,
    ...('above' in alarm
      ? { comparison: 'above' as const, threshold: alarm.above }
      : { comparison: 'below' as const, threshold: alarm.below }),
  }));
  const metrics = Object.keys(databaseChecks) as (keyof typeof databaseChecks)[];
  return { ...facts, spec, everySeconds, functions: [], thresholds, metrics };
}

/** Prepares our real work: each call is one run, an interval after the one before. Rejects where a run saw less than it should. */
export function createHealthRun(
  place: DatabasePlace,
  { part, connection, remembers, ca }: HealthRunOptions,
): () => Promise<RunParts> {
  const database = planMeasured(place, connection === 'tls' ? { ca } : 'off');
  const direct = createDirectConnector({ secrets: { get: async () => place.password } });
  const connector = connection === 'warm' ? keepConnection(direct) : direct;
  const startedAtMs = Date.UTC(2026, 0, 5, 10);
  const createState = () => createMemoryStateStore({ clock: { now: () => startedAtMs } });
  let state = createState();
  let atMs = startedAtMs;
  return async () => {
    atMs += everySeconds[part] * 1_000;
    if (!remembers) state = createState();
    const timed = timeSession(connector);
    const ports: CheckPorts = { connector: timed.connector, state, paused: { isPaused: async () => false } };
    const { snapshot, window, judged } = await checkDatabase({ database, part, atMs, remember: true }, ports);
    const isWhole = part === 'pulse' || (window.objects !== undefined && window.statements !== undefined);
    if (!judged || window.pulse === undefined || !isWhole) {
      throw new Error(`Cannot measure the health run: ${[snapshot.summary, ...snapshot.notes].join('; ')}`);
    }
    return timed.parts();
  };
}

/** Connects once; closing leaves the connection to the next run. */
function keepConnection(connector: DatabaseConnector): DatabaseConnector {
  let kept: Promise<Awaited<ReturnType<DatabaseConnector['connect']>>> | undefined;
  return {
    async connect(database, options) {
      kept ??= connector.connect(database, options);
      const connection = await kept;
      if (!connection.ok) return connection;
      return { ok: true, session: { ...connection.session, close: async () => undefined } };
    },
  };
}

/** Notes how long the connection and each statement take; a statement says what it is in its first comment. */
function timeSession(connector: DatabaseConnector) {
  const parts: Record<keyof RunParts, number> = { connectMs: 0, pulseMs: 0, objectsMs: 0, statementsMs: 0 };
  const timed = (session: DatabaseSession): DatabaseSession => ({
    ...session,
    async query(sql, options) {
      const outcome = await session.query(sql, options);
      const name = `${/^\/\* watchkeeper (\w+) \*\//.exec(sql)?.[1]}Ms` as Statement;
      if (outcome.ok) parts[name] += outcome.answer.tookMs;
      return outcome;
    },
  });
  return {
    connector: {
      async connect(database, options) {
        const startedAtMs = performance.now();
        const connection = await connector.connect(database, options);
        parts.connectMs = performance.now() - startedAtMs;
        return connection.ok ? { ok: true, session: timed(connection.session) } : connection;
      },
    } satisfies DatabaseConnector,
    parts: (): RunParts => ({ ...parts }),
  };
}
