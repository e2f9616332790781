/** Which table of which database a query of CloudWatch Logs Insights shows; undefined for every other query. */
export function tableOfQuery(query: string): { readonly database: string; readonly table: string } | undefined {
  const [, database, table] = /subject = 'database\/([^']+)' and table = '([^']+)'/.exec(query) ?? [];
  return database === undefined || table === undefined ? undefined : { database, table };
}
