import { criticalAlerts } from './critical-alerts.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { type AlertDoubt, doubtAlerts, explainDoubts } from './doubt-alerts.ts';
import { doubtBackups } from './doubt-backups.ts';
import { doubtCoverage } from './doubt-coverage.ts';
import type { Problem } from './explain-issue.ts';
import type { KnownNames } from './sound-part.ts';

/** What could not be proven: about alerts, and about rotations. */
export interface Doubts {
  readonly alerts: readonly AlertDoubt[];
  readonly gaps: readonly Problem[];
}

/** Of what was not looked at, or is in order. */
export const noDoubts: Doubts = { alerts: [], gaps: [] };

const keyOfAlert = ({ cause, path, alarm }: AlertDoubt): string => `${cause} ${path} ${alarm}`;
const keyOfGap = ({ path, message }: Problem): string => `${path} ${message}`;

/** Those of a list that another list does not hold. */
function without<T>(found: readonly T[], told: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const keys = new Set(told.map(keyOf));
  return found.filter((one) => !keys.has(keyOf(one)));
}

/**
 * What must be proven before anything is deployed: every critical alert has an owner, a runbook and a route that ends with a
 * person at any hour, the rotations on that route leave no gap, and its last step is no backup that is nobody. `definition` is the sound part of one; doubts that were
 * told before are told no more.
 */
export function checkProofs(
  definition: DefinitionInput,
  { known, told = noDoubts }: { readonly known: KnownNames; readonly told?: Doubts },
): { readonly doubts: Doubts; readonly problems: readonly Problem[] } {
  const critical = criticalAlerts(definition);
  const doubts = {
    alerts: doubtAlerts(definition, critical, known),
    gaps: [...doubtCoverage(definition, critical), ...doubtBackups(definition, critical)],
  };
  return {
    doubts,
    problems: [
      ...explainDoubts(without(doubts.alerts, told.alerts, keyOfAlert)),
      ...without(doubts.gaps, told.gaps, keyOfGap),
    ],
  };
}
