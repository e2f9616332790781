import { suggest } from '../shared/definition/did-you-mean.ts';
import type { PlannedAlarm } from '../shared/model/alarm.ts';
import type { AlarmRouting } from '../shared/model/policy.ts';
import type { Plan } from '../shared/plan/plan.ts';

/** An alarm that policies route, or one sentence on why there is none. */
export type FoundAlarm =
  | { readonly ok: true; readonly alarm: PlannedAlarm; readonly routing: AlarmRouting }
  | { readonly ok: false; readonly problem: string };

/** Finds an alarm by its id in the plan, for something with a verb such as `explain`. */
export function findAlarm(
  { alarms, routing }: Pick<Plan, 'alarms' | 'routing'>,
  id: string,
  purpose: string,
): FoundAlarm {
  const routed = alarms.filter((alarm) => Object.hasOwn(routing, alarm.id)).map((alarm) => alarm.id);
  const alarm = alarms.find((one) => one.id === id);
  const own = Object.hasOwn(routing, id) ? routing[id] : undefined;
  if (alarm !== undefined && own !== undefined) return { ok: true, alarm, routing: own };
  // `endpoint/web` is no mistake in the letters: whoever writes it wants to know how it goes on.
  const alike = routed.filter((one) => one.includes(id));
  const problem =
    alarm === undefined
      ? `there is no alarm of that id, ${suggest(id, alike.length === 0 ? routed : alike)}`
      : 'it watches Watchkeeper itself and tells the backstop alone, must be an alarm of the definition';
  return { ok: false, problem: `Cannot ${purpose} "${id}": ${problem}` };
}
