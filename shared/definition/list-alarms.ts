import type { PlannedAlarm } from '../model/alarm.ts';
import { planAlarms } from '../plan/plan-alarms.ts';
import { checkEndpoint } from './check-endpoint.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { linkRunbooks } from './named-runbooks.ts';
import { resolveDatabases } from './resolve-databases.ts';
import { listEndpoints, resolveEndpoint } from './resolve-endpoints.ts';
import { resolveKpis } from './resolve-kpis.ts';
import { resolveRefreshes } from './resolve-refreshes.ts';

/**
 * The alarms of the things that a definition watches, for checks that ask for no environment: which there are hangs on none.
 * Endpoints that contradict themselves are left out.
 */
export function listAlarms(definition: DefinitionInput): readonly PlannedAlarm[] {
  const linked = linkRunbooks(definition);
  const consistent = listEndpoints(linked).filter((placed) => checkEndpoint(placed).length === 0);
  return planAlarms(
    {
      endpoints: consistent.map(resolveEndpoint),
      databases: resolveDatabases(linked),
      kpis: resolveKpis(linked),
      refreshes: resolveRefreshes(linked),
      jobs: [],
      functions: [],
    },
    { scope: 'any', namespace: 'any', region: 'any', locations: ['any'], topicOf: (severity) => severity },
  );
}
