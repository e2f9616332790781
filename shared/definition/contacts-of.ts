import { type ContactKind, contactKinds } from '../model/person.ts';
import type { DefinitionInput } from './definition-schema.ts';

/** What a person needs for each way of being told. */
export const contactFields = { sms: 'phone', email: 'email' } as const satisfies Record<ContactKind, string>;

/** The ways by which a person can be told; undefined where the definition holds no such person. */
export function contactsOf({ people = {} }: DefinitionInput, name: string): readonly ContactKind[] | undefined {
  const person = Object.hasOwn(people, name) ? people[name] : undefined;
  if (person === undefined) return undefined;
  return contactKinds.filter((kind) => person[contactFields[kind]] !== undefined);
}
