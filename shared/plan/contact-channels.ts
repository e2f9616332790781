import type { ChannelSpec } from '../channels/registry.ts';
import { contactChannel, type Person } from '../model/person.ts';

/** A channel per contact of a person: what is told to people goes the way of all messages. */
export function contactChannels(people: readonly Person[]): Readonly<Record<string, ChannelSpec>> {
  return Object.fromEntries(
    people.flatMap(({ id, email, phone }) => [
      ...(phone === undefined ? [] : [[contactChannel(id, 'sms'), { kind: 'sms', to: [phone] } as const] as const]),
      ...(email === undefined ? [] : [[contactChannel(id, 'email'), { kind: 'email', to: [email] } as const] as const]),
    ]),
  );
}
