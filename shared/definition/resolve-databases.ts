import type { DatabaseSpec, DirectLogin } from '../model/database.ts';
import { durationMs } from '../model/duration.ts';
import type { HealthPart } from '../model/health-part.ts';
import type { Severity } from '../model/severity.ts';
import type { DatabaseRoleName } from '../ports/database.ts';
import { type DatabaseCheckName, databaseChecks } from '../postgres/checks/registry.ts';
import { postgres } from '../postgres/recommended.ts';
import { periodsOf } from './alarm-periods.ts';
import { type DatabaseAlarmInput, type DatabaseInput, databaseDefaults, partSeconds } from './database-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { inheritRunbook } from './named-runbooks.ts';

/** One alarm of a database after its defaults. */
export interface ResolvedDatabaseAlarm {
  readonly name: string;
  readonly check: DatabaseCheckName;
  readonly comparison: 'above' | 'below';
  /** In the unit of the check. */
  readonly threshold: number;
  /** Runs in a row. */
  readonly periods: number;
  readonly periodSeconds: number;
  readonly severity: Severity;
  /** Its own, or the database's. */
  readonly runbook?: string;
}

/** One database with nothing left open. */
export interface ResolvedDatabase {
  /** Where it stands in the definition, e.g. `databases.orders`. */
  readonly path: string;
  readonly name: string;
  readonly spec: DatabaseSpec;
  /** Name of the network that its functions run in. */
  readonly network?: string;
  readonly everySeconds: Readonly<Record<HealthPart, number>>;
  readonly functions: readonly { readonly name: string; readonly targetMs: number }[];
  readonly alarms: readonly ResolvedDatabaseAlarm[];
  readonly runbook?: string;
}

type Logins<Login> = Readonly<Partial<Record<DatabaseRoleName, Login>>>;

const roles: readonly DatabaseRoleName[] = ['health', 'kpi', 'refresh'];

function mapLogins<In, Out>(
  input: { readonly [R in DatabaseRoleName]?: In | undefined },
  resolve: (login: In) => Out,
): Logins<Out> {
  return Object.fromEntries(
    roles.flatMap((role) => {
      const login = input[role];
      return login === undefined ? [] : [[role, resolve(login)]];
    }),
  );
}

type DirectInput = Extract<DatabaseInput, { readonly kind: 'postgres' }>;

function resolveLogin(login: DirectInput['health']): DirectLogin {
  if ('url' in login) return { kind: 'url', url: login.url };
  if ('iam' in login) return { kind: 'rds-iam', user: login.user };
  return { kind: 'password', user: login.user, password: login.password };
}

function resolveSpec(name: string, input: DatabaseInput): DatabaseSpec {
  const identity = { id: input.id ?? name, title: input.title ?? name };
  if (input.kind === 'data-api') {
    return {
      ...identity,
      kind: 'data-api',
      cluster: input.cluster,
      database: input.database,
      logins: mapLogins(input, ({ secret }: { readonly secret: string }) => ({ secretArn: secret })),
      ...(input.autoPause === undefined ? {} : { autoPauseSeconds: durationMs(input.autoPause) / 1_000 }),
    };
  }
  return {
    ...identity,
    kind: 'postgres',
    ...(input.host === undefined ? {} : { host: input.host }),
    port: input.port ?? databaseDefaults.port,
    ...(input.database === undefined ? {} : { database: input.database }),
    tls: input.tls ?? databaseDefaults.tls,
    logins: mapLogins(input, resolveLogin),
  };
}

function resolveAlarm(
  name: string,
  alarm: DatabaseAlarmInput,
  { everySeconds, runbook }: Pick<ResolvedDatabase, 'everySeconds' | 'runbook'>,
): ResolvedDatabaseAlarm {
  const book = inheritRunbook(alarm.runbook, runbook);
  const periodSeconds = everySeconds[databaseChecks[alarm.check].part];
  return {
    name,
    check: alarm.check,
    ...('above' in alarm
      ? { comparison: 'above', threshold: alarm.above }
      : { comparison: 'below', threshold: alarm.below }),
    periods: periodsOf(alarm.for, periodSeconds),
    periodSeconds,
    severity: alarm.severity,
    ...(book === undefined ? {} : { runbook: book }),
  };
}

/** One database with its defaults; alarms that are `false` are left out. */
export function resolveDatabase(name: string, input: DatabaseInput): ResolvedDatabase {
  const book = input.runbook === undefined ? {} : { runbook: input.runbook };
  const everySeconds = { pulse: durationMs(input.every ?? databaseDefaults.every) / 1_000, ...partSeconds };
  const alarms = Object.entries(input.alarms ?? postgres.recommended()).flatMap(([alarm, settings]) =>
    settings === false ? [] : [resolveAlarm(alarm, settings, { everySeconds, ...book })],
  );
  const network = input.kind === 'postgres' ? input.network : undefined;
  return {
    path: `databases.${name}`,
    name,
    spec: resolveSpec(name, input),
    ...(network === undefined ? {} : { network }),
    everySeconds,
    functions: Object.entries(input.functions ?? {}).map(([fn, { target }]) => ({
      name: fn,
      targetMs: durationMs(target),
    })),
    alarms,
    ...book,
  };
}

/** Every database of a definition, in the order in which they are written. */
export function resolveDatabases(definition: DefinitionInput): readonly ResolvedDatabase[] {
  return Object.entries(definition.databases ?? {}).map(([name, input]) => resolveDatabase(name, input));
}

/** The id of a database by its name in the definition. */
export function idOfDatabase({ databases }: DefinitionInput, name: string): string {
  return databases?.[name]?.id ?? name;
}
