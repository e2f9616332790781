import { quoteIdentifier } from './quote-identifier.ts';

interface StatementsOptions {
  /** Where pg_stat_statements lives: `public`, `extensions` on Supabase. */
  readonly schema: string;
  /** Version of the extension, not of the server: pg_upgrade leaves old ones behind. */
  readonly version: string;
  /** Reading one text makes the server load the file of all texts: ask only for what is not remembered, at most hourly. */
  readonly texts: boolean;
}

/**
 * The 100 statements that took the most time, and the sum of all: one statement, every ten minutes, rows (k, j) of kind `total`
 * (one) and `statement`. The monitor's own statements are left out. The extension makes a row of some fifty columns for each
 * statement whenever it is read, so it is read once, into the few that are needed; only winners are summed in full.
 */
export function statementsSql({ schema, version, texts }: StatementsOptions): string {
  const extension = quoteIdentifier(schema);
  // Until 1.7 the extension did not tell planning from execution, and until 1.8 not when it was reset.
  const time = isBefore(version, [1, 8]) ? 'time' : 'exec_time';
  const resetAt = isBefore(version, [1, 9])
    ? 'NULL'
    : `(SELECT extract(epoch FROM stats_reset)::text FROM ${extension}.pg_stat_statements_info)`;
  const oneLine = String.raw`left(regexp_replace(left(query, 4000), '\s+', ' ', 'g'), 1000)`;
  return `/* watchkeeper statements */
WITH
s AS MATERIALIZED (
  SELECT queryid, userid, calls, rows, total_${time} AS ms, min_${time} AS min_ms, max_${time} AS max_ms, stddev_${time} AS stddev_ms,
         shared_blks_hit AS hit, shared_blks_read AS rd, temp_blks_read + temp_blks_written AS tmp, query
  FROM ${extension}.pg_stat_statements(${texts})
  WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
    AND userid <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user)
),
top AS (SELECT queryid FROM s WHERE queryid IS NOT NULL GROUP BY queryid ORDER BY sum(ms) DESC NULLS LAST LIMIT 100),
total AS (
  SELECT extract(epoch FROM clock_timestamp())::float8 AS "takenAtSeconds", coalesce(sum(calls), 0) AS "calls",
         coalesce(sum(ms), 0) AS "totalMs", count(*) AS "count", ${resetAt} AS "resetAt"
  FROM s
),
statement AS (
  SELECT queryid::text AS "id", pg_get_userbyid((array_agg(userid ORDER BY calls DESC))[1]) AS "user", sum(calls) AS "calls",
         sum(rows) AS "rows", sum(ms) AS "totalMs", min(min_ms) AS "minMs", max(max_ms) AS "maxMs", max(stddev_ms) AS "stddevMs",
         sum(hit) AS "blocksHit", sum(rd) AS "blocksRead", sum(tmp) AS "temporaryBlocks",
         (array_agg(${oneLine} ORDER BY calls DESC))[1] AS "query"
  FROM top JOIN s USING (queryid)
  GROUP BY queryid
)
SELECT 'total' AS k, row_to_json(total)::text AS j FROM total
UNION ALL SELECT 'statement', row_to_json(statement)::text FROM statement`;
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}
