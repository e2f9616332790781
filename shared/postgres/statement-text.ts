import { shorten } from './describe-session.ts';
import type { HealthWindow } from './health-window.ts';

/** The normalised text of a statement, from this look or from memory; its query id where neither knows. */
export function statementText({ statements, before }: Pick<HealthWindow, 'statements' | 'before'>, id: string): string {
  const row = statements?.statementRows.find((statement) => statement.id === id);
  return row?.query ?? before.texts[id] ?? `query id ${id}`;
}

/** The same, for a sentence. */
export function quoteStatement(window: Pick<HealthWindow, 'statements' | 'before'>, id: string): string {
  return shorten(statementText(window, id));
}
