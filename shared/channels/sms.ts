import * as z from 'zod/mini';
import type { ChannelContent } from '../model/channel-content.ts';
import { isSecretRef, listSecretRefs, type SecretRef } from '../model/secret-ref.ts';
import type { ChannelKind } from './channel.ts';
import { phoneField } from './contact-fields.ts';
import { composeSms, composeSmsTest } from './sms-text.ts';

const fields = {
  /** E.164 numbers, or a single one that is a secret. */
  to: z.array(phoneField).check(z.minLength(1)),
};

interface SmsSpec {
  readonly to: readonly (string | SecretRef)[];
}

/** Text messages: through an SNS topic of the channel's own, or straight to the one number that is a secret. */
export const sms: ChannelKind<'sms', typeof fields> = {
  kind: 'sms',
  fields,
  object: (spec) =>
    spec.to.length > 1 && spec.to.some(isSecretRef)
      ? { message: 'a number that is a secret stands among others', hint: 'write a channel of its own for it' }
      : undefined,
  isNative: true,
  subscriptions: ({ to }) =>
    to.flatMap((address) => (isSecretRef(address) ? [] : [{ protocol: 'sms' as const, address }])),
  endsWithPerson: true,
  hearsAcknowledgements: false,
  needs: (spec) => ({ secrets: listSecretRefs(spec), sendsSms: secretNumber(spec) !== undefined }),
  compose: (message, spec) => addressText(composeSms(message), spec),
  test: (spec) =>
    secretNumber(spec) === undefined
      ? { how: 'subscriptions' }
      : { how: 'send', isQuiet: false, compose: (facts) => addressText(composeSmsTest(facts), spec) },
};

/** The number that no subscription may hold, where there is one. */
function secretNumber({ to }: SmsSpec): SecretRef | undefined {
  return to.find(isSecretRef);
}

function addressText(message: string, spec: SmsSpec): ChannelContent {
  const to = secretNumber(spec);
  return to === undefined ? { via: 'topic', message } : { via: 'phone', to, message };
}
