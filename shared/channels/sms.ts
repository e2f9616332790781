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

/** Septets of a GSM-7 text; pessimistic for a text that is none. */
const measure = (text: string): number => countSeptets(text) ?? text.length * 2;

/** One segment: the fullest of the wordings that fits. */
function composeSms(message: AlertMessage): string {
  const start = toGsm7(headlineStart(message));
  const fullest = listWordings(message).find(fitsOneSegment) ?? shorten(start, segmentSeptets, measure);
  const runbook = message.links.find(({ label }) => label === 'Runbook')?.url;
  const withRunbook = runbook === undefined ? fullest : `${fullest} ${toGsm7(runbook)}`;
  return message.status === 'firing' && fitsOneSegment(withRunbook) ? withRunbook : fullest;
}

/** A piece of a reason below this length in septets names no culprit any more. */
const leastReasonSeptets = 24;

/** The same news in fewer and fewer words; what matters least is dropped first, the reason after all but what is wrong. */
function listWordings(message: AlertMessage): readonly string[] {
  const { expected, actual } = message;
  const headline = headlineStart(message);
  const dated = toGsm7(endSentence(`${headline}${headlineTime(message)}`));
  const start = toGsm7(endSentence(headline));
  const reason = toGsm7(endSentence(message.reason));
  const comparison =
    expected === undefined || actual === undefined ? undefined : toGsm7(`Expected ${expected}, got ${actual}.`);
  return [
    `${dated} ${reason}`,
    `${start} ${reason}`,
    ...cutToRoom(dated, reason),
    ...cutToRoom(start, reason),
    ...(comparison === undefined ? [] : [`${dated} ${comparison}`, `${start} ${comparison}`]),
    dated,
    start,
  ];
}

/** What is wrong with as much of its reason as there is room for; nothing where that is too little to say anything. */
function cutToRoom(news: string, reason: string): readonly string[] {
  const room = segmentSeptets - measure(`${news} `);
  return room < leastReasonSeptets ? [] : [`${news} ${shorten(reason, room, measure)}`];
}
