import type { AlarmSettings } from './alarm-settings.ts';
import { checkReceivers } from './check-receivers.ts';
import { checkReference } from './check-reference.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { suggest } from './did-you-mean.ts';
import type { Problem } from './explain-issue.ts';
import { type Holder, listHolders } from './list-holders.ts';
import type { KnownNames } from './sound-part.ts';

function checkOwner(owner: string | undefined, path: string, { teams, people }: KnownNames): readonly Problem[] {
  if (owner === undefined || teams.includes(owner) || people.includes(owner)) return [];
  return [{ path, message: `no team or person is called "${owner}"`, hint: suggest(owner, [...teams, ...people]) }];
}

/** The policies that single alarms of endpoints name, with where they stand. */
function policiesOfAlarms(
  path: string,
  alarms: AlarmSettings = {},
): readonly (readonly [string, string | undefined])[] {
  const { down, slow, certificate } = alarms;
  const ofOne = (name: string, alarm: typeof down | typeof slow) =>
    alarm === undefined || alarm === false ? [] : [[`${path}.${name}.policy`, alarm.policy] as const];
  const steps = certificate === undefined || certificate === false ? [] : certificate;
  return [
    ...ofOne('down', down),
    ...ofOne('slow', slow),
    ...steps.map(({ policy }, index) => [`${path}.certificate.${index}.policy`, policy] as const),
  ];
}

function checkHolder(
  { path, input, alarms }: Holder,
  { definition, known }: { readonly definition: DefinitionInput; readonly known: KnownNames },
): readonly Problem[] {
  const policies = [[`${path}.policy`, input.policy] as const, ...policiesOfAlarms(`${path}.alarms`, alarms)];
  return [
    ...checkOwner(input.owner, `${path}.owner`, known),
    ...policies.flatMap(([at, policy]) =>
      policy === undefined ? [] : checkReference(policy, { path: at, section: 'policies', known }),
    ),
    ...checkReceivers(input.alsoNotify ?? [], { path: `${path}.alsoNotify`, definition, known }),
  ];
}

/** Owners, policies and receivers that alerts name exist. */
export function checkRouting(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return [
    ...checkOwner(definition.owner, 'owner', known),
    ...listHolders(definition).flatMap((holder) => checkHolder(holder, { definition, known })),
  ];
}
