import * as z from 'zod/mini';
import type { AlertMessage } from '../alerting/alert-message.ts';
import { endSentence } from '../alerting/end-sentence.ts';
import { headlineStart, headlineTime } from '../alerting/headline.ts';
import { patternField } from '../schema/fields.ts';
import type { ChannelKind } from './channel.ts';
import { countSeptets, fitsOneSegment, segmentSeptets, toGsm7 } from './gsm7.ts';
import { shorten } from './shorten.ts';

const fields = {
  /** E.164 numbers. */
  to: z.array(patternField(/^\+[1-9]\d{6,14}$/, 'a phone number', '+12025550101')).check(z.minLength(1)),
};

/** Text messages through an SNS topic of the channel's own. */
export const sms: ChannelKind<'sms', typeof fields> = {
  kind: 'sms',
  fields,
  isNative: true,
  subscriptions: ({ to }) => to.map((address) => ({ protocol: 'sms', address })),
  compose: (message) => ({ via: 'topic', message: composeSms(message) }),
};

/** One segment: the fullest of the wordings that fits. A reason is said whole or not at all. */
function composeSms(message: AlertMessage): string {
  const start = toGsm7(headlineStart(message));
  const fullest =
    listWordings(message).map(toGsm7).find(fitsOneSegment) ??
    shorten(start, segmentSeptets, (text) => countSeptets(text) ?? text.length * 2);
  const runbook = message.links.find(({ label }) => label === 'Runbook')?.url;
  const withRunbook = runbook === undefined ? fullest : `${fullest} ${toGsm7(runbook)}`;
  return message.status === 'firing' && fitsOneSegment(withRunbook) ? withRunbook : fullest;
}

/** The same news in fewer and fewer words; what matters least is dropped first. */
function listWordings(message: AlertMessage): readonly string[] {
  const { expected, actual } = message;
  const start = headlineStart(message);
  const dated = endSentence(`${start}${headlineTime(message)}`);
  const reason = endSentence(message.reason);
  const comparison =
    expected === undefined || actual === undefined ? undefined : `Expected ${expected}, got ${actual}.`;
  return [
    `${dated} ${reason}`,
    `${endSentence(start)} ${reason}`,
    ...(comparison === undefined ? [] : [`${dated} ${comparison}`, `${endSentence(start)} ${comparison}`]),
    // What came may be a page of text; what should have come says enough.
    ...(expected === undefined ? [] : [`${dated} Expected ${expected}, got something else.`]),
    dated,
    endSentence(start),
  ];
}
