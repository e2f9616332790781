import { durationMs } from '../model/duration.ts';
import type { RefreshSpec } from '../model/kpi.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { type RefreshInput, refreshDefaults } from './kpi-settings.ts';
import { idOfDatabase } from './resolve-databases.ts';

/** `public.daily` -> `"public"."daily"`. */
const quoteName = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

function refreshSql({ view, call, concurrently }: RefreshInput): string {
  if (view === undefined) return `SELECT ${quoteName((call ?? '').replace(/\(\)$/, ''))}()`;
  return `REFRESH MATERIALIZED VIEW ${concurrently === true ? 'CONCURRENTLY ' : ''}${quoteName(view)}`;
}

/** Every refresh of a definition with nothing left open, in the order in which they are written. */
export function resolveRefreshes(definition: DefinitionInput): readonly RefreshSpec[] {
  return Object.entries(definition.refreshes ?? {}).map(([id, input]) => ({
    id,
    title: input.title ?? `refresh of ${input.view ?? input.call ?? id}`,
    severity: input.severity ?? refreshDefaults.severity,
    database: idOfDatabase(definition, input.database),
    sql: refreshSql(input),
    everySeconds: durationMs(input.every ?? refreshDefaults.every) / 1_000,
    timeoutMs: durationMs(input.timeout ?? refreshDefaults.timeout),
    ...(input.runbook === undefined ? {} : { runbook: input.runbook }),
  }));
}
