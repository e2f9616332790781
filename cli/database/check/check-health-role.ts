import type { DatabaseSession } from '../../../shared/ports/database.ts';
import { countOf } from '../../../shared/postgres/quantities.ts';
import { readBloat, readPulse, readStatements } from '../../../shared/postgres/read-sample.ts';
import type { PulseSample } from '../../../shared/postgres/sample.ts';
import { bloatSql } from '../../../shared/postgres/sql/bloat.ts';
import { pulseSql } from '../../../shared/postgres/sql/pulse.ts';
import { statementsSql } from '../../../shared/postgres/sql/statements.ts';
import { listStatisticsFunctions, statisticsSchema } from '../../../shared/postgres/statistics-functions.ts';
import { askRows, askTimeoutMs } from './ask-row.ts';
import type { CheckLine, Lines } from './check-line.ts';
import { checkSettings } from './check-settings.ts';
import { remedyFor } from './explain-connection.ts';

/** Looks at what the health role can see; the session must be one that calls the server's own functions where there are any. */
export async function checkHealthRole(session: DatabaseSession, lines: Lines): Promise<readonly CheckLine[]> {
  const settings = await checkSettings(session, 'health', lines);
  const functions = await checkFunctions(session, lines);
  const outcome = await session.query(pulseSql, { timeoutMs: askTimeoutMs });
  if (!outcome.ok) {
    return [settings, ...functions, lines.failed('pulse', outcome.failure.message, remedyFor(outcome.failure))];
  }
  const read = readPulse(outcome.answer);
  if (!read.ok) {
    return [
      settings,
      ...functions,
      lines.failed('pulse', read.message, 'Update Watchkeeper and run "database role" again.'),
    ];
  }
  const pulse = read.sample;
  return [
    settings,
    ...functions,
    lines.ok(
      'pulse',
      `PostgreSQL ${Math.floor(pulse.version / 10_000)}, answered in ${Math.round(outcome.answer.tookMs)} ms`,
    ),
    checkSessions(pulse, lines),
    await checkStatements(pulse, session, lines),
    await checkBloat(pulse, session, lines),
    ...checkServerSettings(pulse, lines),
  ];
}

function checkSessions({ monitor, connections, role }: PulseSample, lines: Lines): CheckLine {
  if (monitor && connections.hidden === 0)
    return lines.ok('sessions', 'Sessions and statements of all roles are visible');
  return lines.failed(
    'sessions',
    `Sessions of others are hidden from "${role}": it would see a healthy database whatever happens`,
    `GRANT pg_monitor TO "${role}"; where the admin may not, the functions that "database role --for supabase" prints.`,
  );
}

async function checkStatements(
  { extensions, settings, statements, role }: PulseSample,
  session: DatabaseSession,
  lines: Lines,
): Promise<CheckLine> {
  const name = 'pg_stat_statements';
  const extension = extensions.pg_stat_statements;
  const libraries = settings.shared_preload_libraries;
  // The server hides this setting from roles that may not see statistics.
  if (libraries === undefined || libraries === null) {
    return lines.skipped(name, 'Unknown while sessions of others are hidden');
  }
  if (!libraries.includes(name)) {
    const remedy = `Add it to shared_preload_libraries (RDS: in the parameter group) and restart, then CREATE EXTENSION ${name};`;
    return lines.failed(name, 'Not preloaded: no statement is counted', remedy);
  }
  if (extension === undefined) {
    return lines.failed(
      name,
      'Preloaded, but not installed in this database',
      `CREATE EXTENSION ${name}; in this database.`,
    );
  }
  const { schema, version, usable } = extension;
  if (!usable) {
    const remedy = `GRANT USAGE ON SCHEMA "${schema}" TO "${role}";`;
    return lines.failed(name, `Installed in the schema "${schema}", which the role may not use`, remedy);
  }
  const asked = await session.query(statementsSql({ schema, version, texts: false }), { timeoutMs: askTimeoutMs });
  if (!asked.ok) return lines.failed(name, asked.failure.message, remedyFor(asked.failure));
  const read = readStatements(asked.answer);
  if (!read.ok || statements === null) {
    return lines.failed(name, read.ok ? 'Its sums cannot be read' : read.message, `ALTER EXTENSION ${name} UPDATE;`);
  }
  return lines.ok(name, `Version ${version}, ${countOf(read.sample.count, 'statement')} counted`);
}

async function checkBloat(
  { extensions, role }: PulseSample,
  session: DatabaseSession,
  lines: Lines,
): Promise<CheckLine> {
  const name = 'pgstattuple';
  const extension = extensions.pgstattuple;
  if (extension === undefined) {
    return lines.advice(
      name,
      'Not installed: bloat is estimated, not measured',
      `CREATE EXTENSION ${name}; in this database.`,
    );
  }
  if (!extension.usable) {
    const remedy = `GRANT USAGE ON SCHEMA "${extension.schema}" TO "${role}";`;
    return lines.advice(name, `Installed in the schema "${extension.schema}", which the role may not use`, remedy);
  }
  const asked = await session.query(bloatSql({ schema: extension.schema }), { timeoutMs: askTimeoutMs });
  if (!asked.ok) return lines.advice(name, asked.failure.message, remedyFor(asked.failure));
  const read = readBloat(asked.answer);
  return read.ok
    ? lines.ok(name, 'Bloat is measured')
    : lines.advice(name, read.message, `ALTER EXTENSION ${name} UPDATE;`);
}

function checkServerSettings({ settings }: PulseSample, lines: Lines): readonly CheckLine[] {
  const { track_functions: functions, track_io_timing: ioTiming } = settings;
  return [
    functions === 'pl' || functions === 'all'
      ? lines.ok('track_functions', `It is "${functions}": functions are timed`)
      : lines.advice(
          'track_functions',
          'It is "none": no function is timed',
          "Set track_functions = 'pl' on the server; a reload is enough.",
        ),
    ioTiming === 'on'
      ? lines.ok('track_io_timing', 'It is on: waiting for the disk is timed')
      : lines.advice(
          'track_io_timing',
          'It is off: waiting for the disk is not timed',
          'Set track_io_timing = on on the server; a reload is enough.',
        ),
  ];
}

/** Functions with the rights of their owner must run what this version runs; there may be none. */
async function checkFunctions(session: DatabaseSession, lines: Lines): Promise<readonly CheckLine[]> {
  const name = 'functions';
  const asked = await askRows(
    session,
    `SELECT p.proname AS "name", p.prosrc AS "body" FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = '${statisticsSchema}'`,
  );
  if (!asked.ok || asked.rows.length === 0) return [];
  const bodies = new Map(asked.rows.map(({ name: own, body }) => [own, body]));
  // The schema of the extensions is part of their bodies, and only the server knows it.
  const schema = /(?:FROM )"([^"]+)"\.pg_stat_statements/.exec(bodies.get('statements') ?? '')?.[1] ?? 'extensions';
  const stale = listStatisticsFunctions(schema).filter(({ name: own, body }) => bodies.get(own) !== body);
  if (stale.length === 0) return [lines.ok(name, `The functions in "${statisticsSchema}" are those of this version`)];
  const which = stale.map(({ name: own }) => `${own}()`).join(', ');
  return [
    lines.failed(
      name,
      `Functions in "${statisticsSchema}" are missing or of another version: ${which}`,
      'Run their part of the SQL of "database role --for supabase" again.',
    ),
  ];
}
