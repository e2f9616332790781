import { formatDuration } from '../model/duration.ts';
import { functionName, maxFunctionName, scopeOf } from '../plan/names.ts';
import { databaseChecks } from '../postgres/checks/registry.ts';
import { maxLookBackSeconds } from './alarm-periods.ts';
import { checkReference } from './check-reference.ts';
import type { DatabaseInput } from './database-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { type ResolvedDatabase, resolveDatabase } from './resolve-databases.ts';
import type { KnownNames } from './sound-part.ts';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

/** What each role of a direct connection must be able to find: a host and a database, from the definition or its own URL. */
function checkAddress(path: string, input: DatabaseInput): readonly Problem[] {
  if (input.kind !== 'postgres') return [];
  const logins = [input.health, input.kpi, input.refresh].filter((login) => login !== undefined);
  if (logins.every((login) => 'url' in login)) return [];
  return (['host', 'database'] as const)
    .filter((field) => input[field] === undefined)
    .map((field) => ({
      path: `${path}.${field}`,
      message: `${field} is missing`,
      hint: 'a role that logs in by name needs it; a connection string brings its own',
    }));
}

function checkTls(path: string, input: DatabaseInput): readonly Problem[] {
  if (input.kind !== 'postgres' || input.tls !== 'off') return [];
  if (input.host !== undefined && loopback.test(input.host)) return [];
  const message = 'plain text is for this machine only';
  return [{ path: `${path}.tls`, message, hint: 'write "rds", "system" or { ca: { file: "ca.pem" } }' }];
}

function checkNetwork(path: string, input: DatabaseInput, known: KnownNames): readonly Problem[] {
  if (input.kind !== 'postgres' || input.network === undefined) return [];
  return checkReference(input.network, { path: `${path}.network`, section: 'networks', known });
}

function checkFunctionNames(path: string, input: DatabaseInput): readonly Problem[] {
  return Object.keys(input.functions ?? {})
    .filter((name) => !/^[^.]+\.[^.]+$/.test(name))
    .map((name) => ({
      path: `${path}.functions.${name}`,
      message: `"${name}" is not a schema and a name`,
      hint: 'write it like "public.revenue"',
    }));
}

function checkAlarms({ path, alarms, spec }: ResolvedDatabase): readonly Problem[] {
  return alarms.flatMap(({ name, check, threshold, periods, periodSeconds }) => {
    const at = `${path}.alarms.${name}`;
    const most = maxLookBackSeconds(periodSeconds);
    const problems: Problem[] = [];
    if (!/^[a-z][a-z0-9-]{0,59}$/.test(name)) {
      problems.push({
        path: at,
        message: `"${name}" is not a name`,
        hint: 'write lower-case letters, digits and hyphens',
      });
    }
    if (periods * periodSeconds > most) {
      const hint = `"${check}" of ${spec.title} is read every ${formatDuration(periodSeconds * 1_000)}; the most is "${formatDuration(most * 1_000)}"`;
      problems.push({ path: `${at}.for`, message: 'is longer than CloudWatch looks back', hint });
    }
    if (databaseChecks[check].unit === 'Percent' && threshold < 0) {
      problems.push({ path: at, message: `${threshold} % can never be reached`, hint: 'write a percentage from 0' });
    }
    return problems;
  });
}

/** Databases are told apart by their ids, whatever their names. */
function checkUniqueIds(databases: readonly ResolvedDatabase[]): readonly Problem[] {
  return databases.flatMap(({ path, spec }, index) => {
    const first = databases.findIndex((other) => other.spec.id === spec.id);
    if (first === index) return [];
    return [{ path, message: `"${spec.id}" is also the id of ${databases[first]?.path}`, hint: 'ids are unique' }];
  });
}

/** The name of a network is part of the names of its functions. */
function checkFunctionNameLength(definition: DefinitionInput): readonly Problem[] {
  return Object.keys(definition.networks ?? {}).flatMap((network) => {
    const tooLong = Object.keys(definition.environments).find(
      (environment) =>
        functionName(scopeOf({ service: definition.service, environment }), 'database-health', network).length >
        maxFunctionName,
    );
    if (tooLong === undefined) return [];
    const message = `makes the names of functions in "${tooLong}" longer than ${maxFunctionName} characters`;
    return [{ path: `networks.${network}`, message, hint: 'write a shorter name' }];
  });
}

/** What contradicts itself in the databases of a definition. */
export function checkDatabases(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const inputs = Object.entries(definition.databases ?? {});
  const resolved = inputs.map(([name, input]) => resolveDatabase(name, input));
  return [
    ...inputs.flatMap(([name, input]) =>
      [checkAddress, checkTls, checkFunctionNames]
        .flatMap((check) => check(`databases.${name}`, input))
        .concat(checkNetwork(`databases.${name}`, input, known)),
    ),
    ...resolved.flatMap(checkAlarms),
    ...checkUniqueIds(resolved),
    ...checkFunctionNameLength(definition),
  ];
}
