import type { Client } from 'pg';
import { type Breadth, listObjectFamilies, type MetricFamily, serverFamilies } from './metric-families.ts';

/**
 * A collector of our own that works as exporters do: one query per family of metrics, one round trip each, every value a line
 * of text. It is in the same language as our run, so that only the way of asking differs. Answers the exposition.
 */
export async function collectNaively(client: Client, breadth: Breadth): Promise<string> {
  const lines: string[] = [];
  for (const family of [...serverFamilies, ...listObjectFamilies(breadth)]) {
    const { rows } = await client.query<Readonly<Record<string, unknown>>>(family.sql);
    for (const row of rows) lines.push(...formatRow(family, row));
  }
  return `${lines.join('\n')}\n`;
}

function formatRow({ name, labels, values }: MetricFamily, row: Readonly<Record<string, unknown>>): readonly string[] {
  const selector = labels.map((label) => `${label}=${JSON.stringify(String(row[label] ?? ''))}`).join(',');
  return values.flatMap((column) => {
    const value = row[column];
    return value === null ? [] : [`${name}_${column}{${selector}} ${Number(value)}`];
  });
}
