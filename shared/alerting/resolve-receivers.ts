import { type ContactKind, contactChannel, contactKinds, type Person, type Team } from '../model/person.ts';
import type { Receiver } from '../model/policy.ts';
import type { Rotation } from '../model/rotation.ts';
import type { RoutedReceiver } from '../model/route.ts';
import type { Severity } from '../model/severity.ts';
import { describeReceiver } from './describe-receiver.ts';
import { whoIsOnCall } from './who-is-on-call.ts';

/** Everybody who can be told. Any plan is one. */
export interface Roster {
  /** By name; those of people's contacts among them. */
  readonly channels: Readonly<Record<string, { readonly kind: string }>>;
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly rotations: readonly Rotation[];
}

/** What decides who a receiver is. */
export interface ReceiverContext {
  readonly roster: Roster;
  readonly severity: Severity;
  /** Epoch milliseconds: whoever is on call then. */
  readonly atMs: number;
}

/** A receiver found out; `mentions` are the ids of the people behind it. */
export interface ResolvedReceiver extends RoutedReceiver {
  readonly mentions: readonly string[];
}

/**
 * Who a receiver is at a moment, and by which channels they are told. People are told by the ways that the receiver names;
 * otherwise by every way of theirs where it is critical, and by email (SMS where they have none) where it is not. Never
 * throws: whoever cannot be found is a problem.
 */
export function resolveReceiver(receiver: Receiver, context: ReceiverContext): ResolvedReceiver {
  const { people, teams, rotations, channels } = context.roster;
  const name = describeReceiver(receiver);
  switch (receiver.kind) {
    case 'channel': {
      const { channel } = receiver;
      if (!Object.hasOwn(channels, channel)) return nobody(name, `there is no channel "${channel}"`);
      return { receiver: name, people: [], channels: [channel], mentions: [] };
    }
    case 'person':
      return tellPerson(receiver.person, { name, by: receiver.by, context });
    case 'team': {
      const team = teams.find(({ id }) => id === receiver.team);
      if (team === undefined) return nobody(name, `there is no team "${receiver.team}"`);
      const members = people.filter(({ id }) => team.people.includes(id));
      if (members.length === 0) return nobody(name, `nobody is in ${team.title}`);
      return tellPeople(members, { name, by: receiver.by, context });
    }
    case 'on-call': {
      const rotation = rotations.find(({ id }) => id === receiver.rotation);
      if (rotation === undefined) return nobody(name, `there is no rotation "${receiver.rotation}"`);
      const { person } = whoIsOnCall(rotation, receiver.role, context.atMs);
      if (person === undefined) return nobody(name, `nobody is on call in ${rotation.title} (${receiver.role})`);
      return tellPerson(person, { name, by: receiver.by, context });
    }
  }
}

const nobody = (receiver: string, problem: string): ResolvedReceiver => ({
  ...{ receiver, problem },
  people: [],
  channels: [],
  mentions: [],
});

interface Telling {
  readonly name: string;
  readonly by: readonly ContactKind[] | undefined;
  readonly context: ReceiverContext;
}

function tellPerson(id: string, telling: Telling): ResolvedReceiver {
  const person = telling.context.roster.people.find((one) => one.id === id);
  return person === undefined ? nobody(telling.name, `there is no person "${id}"`) : tellPeople([person], telling);
}

function tellPeople(people: readonly Person[], { name, by, context }: Telling): ResolvedReceiver {
  const names = people.map((person) => person.name);
  const channels = people.flatMap(({ id }) => waysTo(id, by, context).map((way) => contactChannel(id, way)));
  const ways = (by ?? contactKinds).join(' or ');
  return {
    receiver: name,
    people: names,
    channels,
    mentions: people.map(({ id }) => id),
    ...(channels.length > 0 ? {} : { problem: `no ${ways} of ${names.join(', ')}` }),
  };
}

/** In the order of the receiver's ways, else of `contactKinds`. */
function waysTo(
  person: string,
  by: readonly ContactKind[] | undefined,
  { roster, severity }: ReceiverContext,
): readonly ContactKind[] {
  const exists = (kind: ContactKind): boolean => Object.hasOwn(roster.channels, contactChannel(person, kind));
  if (by !== undefined) return [...new Set(by)].filter(exists);
  const ways = contactKinds.filter(exists);
  return severity !== 'critical' && ways.includes('email') ? ['email'] : ways;
}

/** Everybody whom receivers mean, each channel and each person once, in order; and why some of them mean nobody. */
export function resolveReceivers(
  receivers: readonly Receiver[],
  context: ReceiverContext,
): {
  readonly channels: readonly string[];
  readonly mentions: readonly string[];
  readonly problems: readonly string[];
} {
  const resolved = receivers.map((receiver) => resolveReceiver(receiver, context));
  return {
    channels: [...new Set(resolved.flatMap(({ channels }) => channels))],
    mentions: [...new Set(resolved.flatMap(({ mentions }) => mentions))],
    problems: [...new Set(resolved.flatMap(({ problem }) => problem ?? []))],
  };
}
