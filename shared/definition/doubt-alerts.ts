import { channelKinds } from '../channels/registry.ts';
import type { Policy, Receiver } from '../model/policy.ts';
import { checkRunbooks } from './check-runbooks.ts';
import type { CriticalAlert } from './critical-alerts.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { ringsForSomebody } from './rings-for-somebody.ts';
import type { KnownNames } from './sound-part.ts';

/** Something about one critical alert that could not be proven; those with one cause stand at one path. */
export interface AlertDoubt {
  readonly cause: 'owner' | 'runbook' | 'person' | 'hold';
  readonly path: string;
  /** Id of the alarm. */
  readonly alarm: string;
  readonly title: string;
}

/** Steps of certain hours are none to count on. */
const receiversOf = ({ routing, policy }: CriticalAlert): readonly Receiver[] => [
  ...routing.alsoNotify,
  ...(policy?.steps ?? []).flatMap(({ notify, during }) => (during === undefined ? notify : [])),
];

/** The critical policy itself, and one that tells nobody, are looked at with the policies. */
const isToldElsewhere = ({ name, steps }: Policy): boolean => steps.length === 0 && name !== 'info';

function doubtPolicy(definition: DefinitionInput, alert: CriticalAlert): readonly Pick<AlertDoubt, 'cause' | 'path'>[] {
  const { policy } = alert;
  if (policy === undefined || isToldElsewhere(policy)) return [];
  const path = `policies.${policy.name}`;
  if (policy.digest !== undefined) {
    return policy.name === 'critical' ? [] : [{ cause: 'hold', path: `${path}.digest` }];
  }
  const isHeld = policy.holdUntil !== undefined && policy.name !== 'critical';
  const ends = receiversOf(alert).some((receiver) => ringsForSomebody(receiver, definition));
  return [
    ...(isHeld ? [{ cause: 'hold', path: `${path}.holdUntil` } as const] : []),
    ...(ends ? [] : [{ cause: 'person', path } as const]),
  ];
}

/** A runbook that is named but not known, or not sound, is told where it stands: nothing is missing then. */
function hasDoubtfulRunbooks(definition: DefinitionInput, known: KnownNames): boolean {
  const sound = Object.keys(definition.runbooks ?? {}).length;
  return sound < known.runbooks.length || checkRunbooks(definition, known).length > 0;
}

/** What cannot be proven about critical alerts: that each has an owner, a runbook, and a route that ends with a person at any hour. */
export function doubtAlerts(
  definition: DefinitionInput,
  alerts: readonly CriticalAlert[],
  known: KnownNames,
): readonly AlertDoubt[] {
  const isToldOfRunbooks = hasDoubtfulRunbooks(definition, known);
  return alerts.flatMap((alert) => {
    const { id, title, runbook, routing } = alert;
    const hasRunbook = isToldOfRunbooks || runbook !== undefined || routing.runbookSteps.length > 0;
    const doubts: readonly Pick<AlertDoubt, 'cause' | 'path'>[] = [
      ...(routing.owner === undefined ? [{ cause: 'owner', path: 'owner' } as const] : []),
      ...(hasRunbook ? [] : [{ cause: 'runbook', path: 'runbook' } as const]),
      ...doubtPolicy(definition, alert),
    ];
    return doubts.map((doubt) => ({ ...doubt, alarm: id, title }));
  });
}

const personalKinds = (): string => {
  const kinds = Object.values(channelKinds).flatMap(({ kind, endsWithPerson }) => (endsWithPerson ? [kind] : []));
  return `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;
};

/** What is wrong with a number of alerts, and what to do about it. */
const explanations = {
  owner: (count: string, one: boolean) => ({
    message: `${count} ${one ? 'has' : 'have'} no owner`,
    hint: 'write owner at the top of the definition or where the alert stands: a team or a person',
  }),
  runbook: (count: string, one: boolean) => ({
    message: `${count} ${one ? 'has' : 'have'} no runbook`,
    hint: 'write runbook at the top of the definition or where the alert stands: an address, or one of runbooks',
  }),
  person: (count: string, one: boolean) => ({
    message: `${count} ${one ? 'reaches' : 'reach'} nobody in person`,
    hint: `add a person, a team, whoever is on call or a channel of kind ${personalKinds()} in a step without "during"`,
  }),
  hold: (count: string, one: boolean) => ({
    message: `critical is never held, but ${count} ${one ? 'has' : 'have'} this policy`,
    hint: 'name another policy for what is critical',
  }),
} as const satisfies Record<AlertDoubt['cause'], (count: string, one: boolean) => Pick<Problem, 'message' | 'hint'>>;

/** Titles that a message names before it only counts. */
const mostTitles = 3;

/** Doubts in words, those with one cause together. */
export function explainDoubts(doubts: readonly AlertDoubt[]): readonly Problem[] {
  const groups = Map.groupBy(doubts, ({ cause, path }) => `${cause} ${path}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const one = group.length === 1;
    const { message, hint } = explanations[first.cause](`${group.length} critical ${one ? 'alert' : 'alerts'}`, one);
    const titles = group.slice(0, mostTitles).map(({ title }) => title);
    const more = group.length > titles.length ? ` and ${group.length - titles.length} more` : '';
    return [{ path: first.path, message: `${message} (${titles.join(', ')}${more})`, hint }];
  });
}
