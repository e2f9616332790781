import { durationMs } from '../model/duration.ts';
import { checkReceivers } from './check-receivers.ts';
import { checkReference } from './check-reference.ts';
import { checkRepeats } from './check-repeats.ts';
import { checkRoom } from './check-room.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { PolicyInput, ReceiverInput } from './people-settings.ts';
import type { KnownNames } from './sound-part.ts';

interface Place {
  readonly path: string;
  readonly definition: DefinitionInput;
  readonly known: KnownNames;
}

type Steps = Extract<PolicyInput, { readonly steps: unknown }>;
type Digest = Extract<PolicyInput, { readonly digest: unknown }>;

const isCritical = (path: string): boolean => path === 'policies.critical';

function checkList(receivers: readonly ReceiverInput[], place: Place): readonly Problem[] {
  const { path } = place;
  if (receivers.length > 0) return checkReceivers(receivers, place);
  if (path === 'policies.info') return [];
  if (isCritical(path)) {
    return [{ path, message: 'nobody is told of critical alerts', hint: 'name at least one channel' }];
  }
  return [{ path, message: 'nobody is told', hint: 'name at least one channel; only "info" may be an empty list' }];
}

function checkSteps({ steps, holdUntil, failover = [] }: Steps, place: Place): readonly Problem[] {
  const { path, known } = place;
  const ofSteps = steps.flatMap(({ after = '0s', notify, during }, index) => {
    const at = `${path}.steps.${index}`;
    const before = steps[index - 1]?.after ?? '0s';
    const disorder = { path: `${at}.after`, message: `"${after}" is before "${before}"`, hint: 'write steps in order' };
    return [
      ...(index > 0 && durationMs(after) < durationMs(before) ? [disorder] : []),
      ...checkReceivers(notify, { ...place, path: `${at}.notify` }),
      ...(during === undefined ? [] : checkReference(during, { path: `${at}.during`, section: 'calendars', known })),
    ];
  });
  const at = `${path}.holdUntil`;
  const held = { path: at, message: 'critical is never held', hint: 'leave it out' };
  return [
    ...ofSteps,
    ...(holdUntil === undefined ? [] : checkReference(holdUntil, { path: at, section: 'calendars', known })),
    ...(holdUntil !== undefined && isCritical(path) ? [held] : []),
    ...failover.flatMap((name, index) =>
      checkReference(name, { path: `${path}.failover.${index}`, section: 'channels', known }),
    ),
    ...checkRepeats(`${path}.failover`, failover),
  ];
}

function checkDigest({ notify }: Digest, place: Place): readonly Problem[] {
  const { path, definition } = place;
  const critical = { path: `${path}.digest`, message: 'critical is never held', hint: 'write a list, or steps' };
  return [
    ...(isCritical(path) ? [critical] : []),
    ...checkReceivers(notify, { ...place, path: `${path}.notify` }),
    ...notify.flatMap((receiver, index) => checkRoom(receiver, { path: `${path}.notify.${index}`, definition })),
  ];
}

function checkPolicy(policy: PolicyInput, place: Place): readonly Problem[] {
  if (Array.isArray(policy)) return checkList(policy, place);
  return 'digest' in policy ? checkDigest(policy, place) : checkSteps(policy, place);
}

/** What contradicts itself in the policies of a definition. That no critical alert takes one that waits is a matter of the proofs. */
export function checkPolicies(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.policies).flatMap(([name, policy]) =>
    checkPolicy(policy, { path: `policies.${name}`, definition, known }),
  );
}
