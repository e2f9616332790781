import { type ContactKind, contactChannel, contactKinds } from '../model/person.ts';
import type { Receiver } from '../model/policy.ts';
import type { Plan } from './plan.ts';

/** What decides which channels somebody may be told through. */
export type ChannelUsers = Pick<Plan, 'channels' | 'policies' | 'routing' | 'backstop' | 'teams' | 'rotations'>;

/**
 * Names of the channels that a policy, an alarm of its own or the backstop may tell somebody through, in the plan's order: the
 * contacts of people on call among them, in whatever turn. An owner is named in messages and told by none of them.
 */
export function usedChannels(users: ChannelUsers): readonly string[] {
  const { channels, policies, routing, backstop } = users;
  const receivers = [
    ...Object.values(policies).flatMap(({ steps }) => steps.flatMap(({ notify }) => notify)),
    ...Object.values(routing).flatMap(({ alsoNotify }) => alsoNotify),
  ];
  const used = new Set([
    ...backstop,
    ...Object.values(policies).flatMap(({ failover }) => failover),
    ...receivers.flatMap((receiver) => channelsOf(receiver, users)),
  ]);
  return Object.keys(channels).filter((channel) => used.has(channel));
}

/** Channels that a receiver may be reached by at some time; contacts that nobody wrote down are among them. */
function channelsOf(receiver: Receiver, { teams, rotations }: ChannelUsers): readonly string[] {
  switch (receiver.kind) {
    case 'channel':
      return [receiver.channel];
    case 'person':
      return contactsOf([receiver.person], receiver.by);
    case 'team':
      return contactsOf(teams.find(({ id }) => id === receiver.team)?.people ?? [], receiver.by);
    case 'on-call': {
      const { layers = [], overrides = [] } = rotations.find(({ id }) => id === receiver.rotation) ?? {};
      return contactsOf(
        [...layers.flatMap(({ people }) => people), ...overrides.map(({ person }) => person)],
        receiver.by,
      );
    }
  }
}

function contactsOf(people: readonly string[], by: readonly ContactKind[] = contactKinds): readonly string[] {
  return people.flatMap((person) => by.map((kind) => contactChannel(person, kind)));
}
