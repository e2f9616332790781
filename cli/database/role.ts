import { type Command, Option } from 'commander';
import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { DatabaseRoleName } from '../../shared/ports/database.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { loadOrComplain, type SourceOptions } from '../load.ts';
import { configOption, environmentOption } from '../options.ts';
import { print, printAside } from '../terminal.ts';
import { createVerb, exitWith } from '../verb.ts';
import { findDatabase, guessFlavour } from './find-database.ts';
import { readRefresh } from './read-refresh.ts';
import { defaultRoleNames } from './role-settings.ts';
import { type Flavour, flavours, type WantedRole, writeRoleSql } from './role-sql.ts';

interface RoleVerbOptions extends SourceOptions {
  readonly for?: Flavour;
}

/** `watchkeeper database role <name>`: prints the SQL that makes a database's roles. */
export function roleVerb(): Command {
  return createVerb('role', 'print the SQL that makes the roles of a database: health, KPIs, refreshes')
    .argument('<name>', 'the database in the definition')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(
      new Option('--for <kind>', 'where the server is run; without it, guessed from its host').choices(flavours),
    )
    .action(exitWith(printRoles));
}

async function printRoles(name: string, { for: asked, ...source }: RoleVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const found = findDatabase(loaded.plan, name);
  if (!found.ok) {
    printAside(found.message);
    return exitCodes.usage;
  }
  const { spec } = found.database;
  const flavour = asked ?? guessFlavour(spec);
  const roles = listRoles(spec);
  printAside(describeGuess({ flavour, asked: asked !== undefined, spec, roles }));
  print(writeRoleSql({ flavour, id: spec.id, roles, ...listUses(loaded.plan, spec.id) }).trimEnd());
  return exitCodes.ok;
}

/** The roles that a definition configures. One behind a connection string has its name in a secret, so it gets the usual one. */
function listRoles({ kind, logins }: DatabaseSpec): readonly WantedRole[] {
  return (Object.keys(defaultRoleNames) as DatabaseRoleName[]).flatMap((role): readonly WantedRole[] => {
    const login = logins[role];
    if (login === undefined) return [];
    if (kind === 'data-api' || !('kind' in login) || login.kind === 'url') {
      return [{ role, name: defaultRoleNames[role], login: 'password' }];
    }
    return [{ role, name: login.user, login: login.kind }];
  });
}

function listUses({ kpis, refreshes }: Plan, database: string) {
  const own = refreshes.filter((refresh) => refresh.database === database).map(({ sql }) => readRefresh(sql));
  return {
    kpis: kpis.filter(({ source }) => source.kind === 'sql' && source.database === database).map(({ id }) => id),
    views: own.flatMap((refresh) => (refresh.kind === 'view' ? [refresh.name] : [])),
    calls: own.flatMap((refresh) => (refresh.kind === 'call' ? [refresh.name] : [])),
  };
}

function describeGuess({
  flavour,
  asked,
  spec,
  roles,
}: {
  readonly flavour: Flavour;
  readonly asked: boolean;
  readonly spec: DatabaseSpec;
  readonly roles: readonly WantedRole[];
}): string {
  const how = asked ? '' : ' (guessed from its host; --for says otherwise)';
  const names = roles.map(({ role, name }) => `${role} "${name}"`).join(', ');
  const missing = (Object.keys(defaultRoleNames) as DatabaseRoleName[]).filter(
    (role) => spec.logins[role] === undefined,
  );
  const without = missing.length === 0 ? '' : ` The definition has no login for ${missing.join(' and ')}.`;
  return `SQL for ${flavour}${how}: ${names}.${without}\n`;
}
