import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { PostgresOptions, PostgresServer } from '../../../examples/postgres/server.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { SqlAnswer } from '../../../shared/ports/database.ts';
import type { Measurement } from '../../../shared/postgres/checks/check.ts';
import type { DatabaseCheckName } from '../../../shared/postgres/checks/registry.ts';
import { emptyHealthState, type HealthState } from '../../../shared/postgres/health-state.ts';
import { type HealthRun, type HealthWindow, makeHealthWindow } from '../../../shared/postgres/health-window.ts';
import { type CheckAlarm, judge } from '../../../shared/postgres/judge.ts';
import { nextState } from '../../../shared/postgres/next-state.ts';
import {
  type ReadSample,
  readBloat,
  readObjects,
  readPulse,
  readStatements,
} from '../../../shared/postgres/read-sample.ts';
import { bloatSql } from '../../../shared/postgres/sql/bloat.ts';
import { objectsSql } from '../../../shared/postgres/sql/objects.ts';
import { pulseSql } from '../../../shared/postgres/sql/pulse.ts';
import { statementsSql } from '../../../shared/postgres/sql/statements.ts';
import { usePostgres } from '../../support/postgres.ts';

/** What one run of the monitor is to look at; the pulse is always taken. */
interface LookOptions {
  readonly parts?: readonly ('objects' | 'statements' | 'bloat')[];
  /** How long before it the run before is to have been: its memory is moved into the past by as much. */
  readonly afterSeconds?: number;
  readonly alarms?: readonly CheckAlarm[];
}

/** What a run saw. */
export interface Look {
  readonly window: HealthWindow;
  readonly measured: Readonly<Partial<Record<DatabaseCheckName, Measurement>>>;
  readonly findings: readonly Finding[];
}

/** A monitor that runs as the job does: one connection per run, under a role with pg_monitor only, with memory between runs. */
export interface Monitor {
  readonly look: (options?: LookOptions) => Promise<Look>;
  readonly forget: () => void;
}

const parts = {
  objects: {
    sql: ({ version }: NonNullable<HealthRun['pulse']>) => objectsSql({ exactSizes: true, serverVersion: version }),
    read: readObjects,
  },
  statements: {
    sql: ({ extensions }: NonNullable<HealthRun['pulse']>) => {
      const { schema = 'public', version = '1.0' } = extensions.pg_stat_statements ?? {};
      return statementsSql({ schema, version, texts: true });
    },
    read: readStatements,
  },
  bloat: {
    sql: ({ extensions }: NonNullable<HealthRun['pulse']>) =>
      bloatSql({ schema: extensions.pgstattuple?.schema ?? 'public' }),
    read: readBloat,
  },
};

/** A real server for a test file, with the monitoring role, and monitors of it and of its standbys. */
export function useHealthLab(options?: PostgresOptions) {
  const postgres = usePostgres(options);
  const password = randomBytes(18).toString('base64url');

  return {
    ...postgres,
    /** The extensions, and a role that may read statistics and nothing else. */
    async prepare() {
      await postgres.admin(`
        CREATE EXTENSION pg_stat_statements;
        CREATE EXTENSION pgstattuple;
        CREATE ROLE dbhealth LOGIN PASSWORD '${password}' CONNECTION LIMIT 5;
        GRANT pg_monitor TO dbhealth;
        CREATE ROLE blind LOGIN PASSWORD '${password}'`);
    },
    createMonitor(role: 'dbhealth' | 'blind' = 'dbhealth', of: () => PostgresServer = postgres.server): Monitor {
      let state = emptyHealthState;
      let atMs = Date.UTC(2026, 0, 5, 10);
      return {
        forget: () => {
          state = emptyHealthState;
        },
        async look({ parts: wanted = [], afterSeconds = 60, alarms = [] } = {}) {
          atMs += afterSeconds * 1_000;
          const client = new Client({ host: '127.0.0.1', port: of().port, user: role, password, database: 'postgres' });
          await client.connect();
          try {
            const run = await sample(client, { atMs, wanted });
            const window = makeHealthWindow(run, {
              before: movedBack(state, afterSeconds),
              functionTargetsMs: { think: 50 },
            });
            state = JSON.parse(JSON.stringify(nextState(window))) as HealthState;
            const { measurements, findings } = judge(window, { id: 'shop', title: 'Shop', alarms });
            return { window, measured: measurements, findings };
          } finally {
            await client.end();
          }
        },
      };
    },
  };
}

interface SampleOptions {
  readonly atMs: number;
  readonly wanted: NonNullable<LookOptions['parts']>;
}

async function sample(client: Client, { atMs, wanted }: SampleOptions): Promise<HealthRun> {
  const pulse = unwrap(readPulse(await ask(client, pulseSql)));
  const samples: Partial<Record<(typeof wanted)[number], unknown>> = {};
  for (const part of wanted) {
    const { sql, read } = parts[part];
    samples[part] = unwrap<unknown>(read(await ask(client, sql(pulse))));
  }
  return { atMs, pulse, ...samples } as HealthRun;
}

async function ask(client: Client, text: string): Promise<SqlAnswer> {
  const query = { text, values: [], rowMode: 'array', queryMode: 'extended' } as const;
  const { rows } = await client.query<(string | null)[]>(query);
  return { columns: ['k', 'j'], rows, tookMs: 0 };
}

function unwrap<T>(read: ReadSample<T>): T {
  if (!read.ok) throw new Error(read.message);
  return read.sample;
}

/** Memory as if it were older: what tests use in place of waiting. */
function movedBack(state: HealthState, seconds: number): HealthState {
  const { pulse, objects, statements, walPositions } = state;
  const earlier = <T extends { readonly takenAtSeconds: number }>(memory: T): T => ({
    ...memory,
    takenAtSeconds: memory.takenAtSeconds - seconds,
  });
  return {
    ...state,
    ...(pulse && { pulse: earlier(pulse) }),
    ...(objects && { objects: earlier(objects) }),
    ...(statements && { statements: earlier(statements) }),
    walPositions: walPositions.map(([atMs, position]) => [atMs - seconds * 1_000, position] as const),
  };
}
