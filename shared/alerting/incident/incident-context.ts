import type { Calendar } from '../../model/calendar.ts';
import type { AlarmRouting, MaintenanceWindow, Policy, PolicyStep } from '../../model/policy.ts';
import type { Severity } from '../../model/severity.ts';
import type { Roster } from '../resolve-receivers.ts';

/** An alarm that would explain this one. */
export interface Cause {
  /** CloudWatch's name. */
  readonly alarm: string;
  readonly severity: Severity;
  /** True while it has an incident that is not over. */
  readonly isOn: boolean;
}

/** The world as an incident's next state depends on it; all of it is data. */
export interface IncidentContext {
  readonly nowMs: number;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly maintenance: readonly MaintenanceWindow[];
  readonly roster: Roster;
  /** Channels that are told where a policy leads to nobody. */
  readonly backstop: readonly string[];
  /** Channels that want to know of acknowledgements. */
  readonly hearsAcknowledgements: (channel: string) => boolean;
  readonly routing: AlarmRouting;
  /** The alarms of `routing.dependsOn` and `routing.worse`, as far as anything is known of them. */
  readonly causes: readonly Cause[];
}

/** The steps of an incident; where its policy has none, but somebody is to be told besides, they are the one step. */
export function stepsOf(
  incident: { readonly policy: string; readonly severity: Severity },
  context: Pick<IncidentContext, 'policies' | 'routing'>,
): readonly PolicyStep[] {
  const { steps } = policyOf(incident, context);
  return steps.length === 0 && context.routing.alsoNotify.length > 0 ? [{ afterMs: 0, notify: [] }] : steps;
}

/** The policy that an incident follows; that of its severity where its own is gone since. */
export function policyOf(
  { policy, severity }: { readonly policy: string; readonly severity: Severity },
  { policies }: Pick<IncidentContext, 'policies'>,
): Policy {
  const found = policies[policy] ?? policies[severity];
  if (found !== undefined) return found;
  return { name: severity, steps: [], recoveryMs: 300_000, failover: [] };
}
