import { type ContactKind, contactKinds } from '../model/person.ts';
import type { Receiver } from '../model/policy.ts';
import { checkReference } from './check-reference.ts';
import { contactFields, contactsOf } from './contacts-of.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { peopleBehind } from './people-behind.ts';
import type { ReceiverInput } from './people-settings.ts';
import { resolveReceiver } from './resolve-policies.ts';
import type { KnownNames } from './sound-part.ts';

/** Where receivers stand, and what they may name. */
export interface ReceiverPlace {
  /** Of their list, e.g. `policies.critical`. */
  readonly path: string;
  readonly definition: DefinitionInput;
  readonly known: KnownNames;
}

/** The section that a receiver names something of, the field it does it by, and the name. */
function referenceOf(receiver: Receiver) {
  switch (receiver.kind) {
    case 'channel':
      return { section: 'channels', field: '', name: receiver.channel } as const;
    case 'person':
      return { section: 'people', field: '.person', name: receiver.person } as const;
    case 'team':
      return { section: 'teams', field: '.team', name: receiver.team } as const;
    case 'on-call':
      return { section: 'rotations', field: '.onCall', name: receiver.rotation } as const;
  }
}

const fieldsOf = (kinds: readonly ContactKind[]): string => kinds.map((kind) => contactFields[kind]).join(' or ');

/** Somebody who is told in a way for which the definition has no address. People on call are checked one by one: each has turns. */
function checkContacts(receiver: Receiver, path: string, definition: DefinitionInput): readonly Problem[] {
  if (receiver.kind === 'channel') return [];
  const by = receiver.by ?? contactKinds;
  // Rotations look themselves at who has no contact at all.
  if (receiver.kind === 'on-call' && receiver.by === undefined) return [];
  const known = peopleBehind(receiver, definition).filter((name) => contactsOf(definition, name) !== undefined);
  const silent = known.filter((name) => !contactsOf(definition, name)?.some((kind) => by.includes(kind)));
  if (silent.length === 0 || (receiver.kind === 'team' && silent.length < known.length)) return [];
  const names = silent.map((name) => `"${name}"`).join(', ');
  const hint = `write people.${silent[0]}.${fieldsOf(by).replace(' or ', ` or people.${silent[0]}.`)}`;
  return [{ path, message: `${names} cannot be told: there is no ${fieldsOf(by)}`, hint }];
}

const keyOf = (receiver: Receiver): string => {
  const { section, name } = referenceOf(receiver);
  return `${section} ${name} ${receiver.kind === 'on-call' ? receiver.role : ''}`;
};

/** A problem for each receiver of a list that nobody knows, that stands twice, or that nothing can reach. */
export function checkReceivers(
  inputs: readonly ReceiverInput[],
  { path, definition, known }: ReceiverPlace,
): readonly Problem[] {
  const receivers = inputs.map(resolveReceiver);
  const keys = receivers.map(keyOf);
  return receivers.flatMap((receiver, index) => {
    const at = `${path}.${index}`;
    const { section, field, name } = referenceOf(receiver);
    const unknown = checkReference(name, { path: `${at}${field}`, section, known });
    if (unknown.length > 0) return unknown;
    if (keys.indexOf(keyOf(receiver)) !== index) {
      return [{ path: at, message: `"${name}" stands twice`, hint: 'write it once' }];
    }
    return checkContacts(receiver, at, definition);
  });
}
