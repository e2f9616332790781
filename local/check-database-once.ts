import { setTimeout } from 'node:timers/promises';
import { checkDatabase } from '../functions/database-health/check-database.ts';
import type { DatabaseSnapshot } from '../shared/model/database-view.ts';
import type { PlannedDatabase } from '../shared/plan/plan.ts';
import type { DatabaseConnector } from '../shared/ports/database.ts';
import { unknownPauses } from './memory/paused-clusters.ts';
import { createMemoryStateStore } from './memory/state-store.ts';

/**
 * Looks at one database from here, twice: what happens in between gives rates. Nothing is published, and nothing remembered
 * beyond this call.
 * @param betweenMs real time between the two samples
 */
export async function checkDatabaseOnce(
  database: PlannedDatabase,
  { connector, betweenMs }: { readonly connector: DatabaseConnector; readonly betweenMs: number },
): Promise<DatabaseSnapshot> {
  const ports = {
    connector,
    state: createMemoryStateStore({ clock: { now: Date.now } }),
    paused: unknownPauses,
  };
  const look = (part: 'objects' | 'everything', remember: boolean) =>
    checkDatabase({ database, part, atMs: Date.now(), remember }, ports);
  const first = await look('objects', true);
  // Where the first look failed there is nothing to compare with: the second tells why at once.
  if (first.window.failure === undefined) await setTimeout(betweenMs);
  return (await look('everything', false)).snapshot;
}
