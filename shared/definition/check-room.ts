import { contactsOf } from './contacts-of.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { peopleBehind } from './people-behind.ts';
import type { ReceiverInput } from './people-settings.ts';
import { resolveReceiver } from './resolve-policies.ts';

/** Kinds of channel that have no room for a list. */
const shortKinds: readonly string[] = ['sms', 'pagerduty'];

/**
 * A digest that would go where there is no room for a list. What is not critical goes to people by email unless the
 * receiver says otherwise: only who has none would get an SMS.
 */
export function checkRoom(
  receiver: ReceiverInput,
  { path, definition }: { readonly path: string; readonly definition: DefinitionInput },
): readonly Problem[] {
  const { channels } = definition;
  if (typeof receiver === 'string') {
    const kind = Object.hasOwn(channels, receiver) ? channels[receiver]?.kind : undefined;
    if (kind === undefined || !shortKinds.includes(kind)) return [];
    const message = `"${receiver}" is a channel of kind ${kind}, and a digest is a list`;
    return [{ path, message, hint: 'name a channel of another kind' }];
  }
  const textedOnly = peopleBehind(resolveReceiver(receiver), definition).filter((name) => {
    const contacts = contactsOf(definition, name) ?? [];
    return contacts.includes('sms') && !contacts.includes('email');
  });
  const addresses = textedOnly.map((name) => `people.${name}.email`).join(' and ');
  if (receiver.by === undefined) {
    if (textedOnly.length === 0) return [];
    const names = textedOnly.map((name) => `"${name}"`).join(', ');
    const message = `${names} ${textedOnly.length === 1 ? 'has' : 'have'} no email, and a digest does not fit into an SMS`;
    return [{ path, message, hint: `write ${addresses}` }];
  }
  if (!receiver.by.includes('sms')) return [];
  const hint = `write ${addresses === '' ? '' : `${addresses}, and `}by: ['email']`;
  return [{ path, message: 'a digest does not fit into an SMS', hint }];
}
