/** What the statement of a refresh refreshes: a materialised view, or whatever a function does. Names are quoted. */
export interface Refreshed {
  readonly kind: 'view' | 'call';
  /** `"public"."api_performance"`, or `"public"."refresh_all"()`. */
  readonly name: string;
}

/** Reads the statement of a refresh, which the plan has written. */
export function readRefresh(sql: string): Refreshed {
  const view = /^REFRESH MATERIALIZED VIEW (?:CONCURRENTLY )?(.+)$/s.exec(sql)?.[1];
  if (view !== undefined) return { kind: 'view', name: view };
  return { kind: 'call', name: sql.replace(/^SELECT /, '') };
}
