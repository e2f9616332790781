import type { PlannedAlarm } from '../model/alarm.ts';
import type { AlarmRouting, Policy } from '../model/policy.ts';
import { planRouting } from '../plan/plan-routing.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { listAlarms } from './list-alarms.ts';
import { resolvePolicies } from './resolve-policies.ts';

/** One critical alarm with how it is told. */
export interface CriticalAlert extends Pick<PlannedAlarm, 'id' | 'title' | 'runbook'> {
  readonly routing: AlarmRouting;
  /** Undefined where no such policy is sound: that is told elsewhere. */
  readonly policy: Policy | undefined;
}

/** Every critical alarm about the product: what must be proven about each of them is proven before a deploy. */
export function criticalAlerts(definition: DefinitionInput): readonly CriticalAlert[] {
  const alarms = listAlarms(definition);
  const routing = planRouting(definition, alarms);
  const policies = resolvePolicies(definition);
  return alarms.flatMap(({ id, title, severity, runbook }) => {
    const route = routing[id];
    if (severity !== 'critical' || route === undefined) return [];
    const policy = Object.hasOwn(policies, route.policy) ? policies[route.policy] : undefined;
    return [{ id, title, ...(runbook === undefined ? {} : { runbook }), routing: route, policy }];
  });
}
