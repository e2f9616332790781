/** Rows that a KPI may have; one more is asked for, to know that there are more. */
export const rowsMost = 100;

/** Characters of one row as JSON; a longer one is cut, and then no JSON any more. */
export const rowCharactersMost = 4_096;

/** What stands before the user's statement: positions that the server reports count it. */
export const wrapperHead = `SELECT left(row_to_json(kpi.*)::text, ${rowCharactersMost}) FROM (`;

/**
 * Makes a sub-select of a user's statement: what is no single query is refused by the server's grammar, and neither many rows
 * nor long ones leave it. The statement ends before trailing semicolons and comments; the line break ends what may be left.
 */
export function wrapQuery(sql: string): string {
  return `${wrapperHead}${trimStatement(sql)}\n) kpi LIMIT ${rowsMost + 1}`;
}

/**
 * The tokens that may hold a semicolon or look like a comment, as PostgreSQL's scanner reads them ("Lexical Structure"). Words are
 * read whole, because a `$` inside of one begins no dollar quote; a doubled quote reads as two texts side by side.
 */
const token =
  /(?<space>\s+|--[^\n\r]*)|(?<comment>\/\*)|(?<end>;)|[eE]'(?:[^'\\]|\\.|'')*'|'[^']*'|"[^"]*"|\$(?<tag>(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$.*?\$\k<tag>\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|./sy;

/** A statement without the white space, comments and semicolons behind it. What cannot be read stays: the server refuses it. */
export function trimStatement(sql: string): string {
  let end = 0;
  for (let at = 0; at < sql.length; ) {
    token.lastIndex = at;
    const groups = token.exec(sql)?.groups ?? {};
    const next = groups.comment === undefined ? token.lastIndex : endOfComment(sql, at);
    if (next === undefined) return sql;
    const isSilent = groups.space !== undefined || groups.comment !== undefined || groups.end !== undefined;
    if (!isSilent) end = next;
    at = next;
  }
  return sql.slice(0, end);
}

/** Comments nest. Undefined where one is not closed. */
function endOfComment(sql: string, start: number): number | undefined {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  for (let depth = 0; ; ) {
    const found = edge.exec(sql);
    if (found === null) return undefined;
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
}
