import { endSentence } from '../alerting/end-sentence.ts';
import { headlineStart, headlineTime } from '../alerting/headline.ts';
import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelTestFacts } from './channel.ts';
import { countSeptets, fitsOneSegment, segmentSeptets, toGsm7 } from './gsm7.ts';
import { shorten } from './shorten.ts';

/** Septets of a GSM-7 text; pessimistic for a text that is none. */
const measure = (text: string): number => countSeptets(text) ?? text.length * 2;

/** One segment: the fullest of the wordings that fits, and what else there is room for. */
export function composeSms(message: AlertMessage): string {
  const start = toGsm7(headlineStart(message));
  const fullest = listWordings(message).find(fitsOneSegment) ?? shorten(start, segmentSeptets, measure);
  return listExtras(message).reduce((text, extra) => {
    const longer = `${text} ${toGsm7(extra)}`;
    return fitsOneSegment(longer) ? longer : text;
  }, fullest);
}

/** What somebody with a phone in their hand wants next, in that order. */
function listExtras({ status, links, items = [] }: AlertMessage): readonly string[] {
  if (status !== 'firing') return [];
  const urls = (['Acknowledge', 'Runbook'] as const).flatMap(
    (label) => links.find((link) => link.label === label)?.url ?? [],
  );
  if (items.length === 0) return urls;
  return [...urls, items.length === 1 ? '1 related alarm.' : `${items.length} related alarms.`];
}

/** A piece of a reason below this length in septets names no culprit any more. */
const leastReasonSeptets = 24;

/** The same news in fewer and fewer words; what matters least is dropped first, the reason after all but what is wrong. */
function listWordings(message: AlertMessage): readonly string[] {
  const { expected, actual, note } = message;
  const headline = headlineStart(message);
  const sentence = (text: string) => toGsm7(endSentence(text));
  const dated = sentence(`${headline}${headlineTime(message)}`);
  const start = sentence(headline);
  const reason = sentence(message.reason);
  const comparison =
    expected === undefined || actual === undefined ? [] : [toGsm7(`Expected ${expected}, got ${actual}.`)];
  const noted =
    note === undefined
      ? []
      : [sentence(`${headline}${headlineTime(message)}, ${note}`), sentence(`${headline}, ${note}`)];
  return [
    ...[...noted, dated, start].map((news) => `${news} ${reason}`.trim()),
    ...cutToRoom(dated, reason),
    ...cutToRoom(start, reason),
    ...[dated, start].flatMap((news) => comparison.map((words) => `${news} ${words}`)),
    dated,
    start,
  ];
}

/** What is wrong with as much of its reason as there is room for; nothing where that is too little to say anything. */
function cutToRoom(news: string, reason: string): readonly string[] {
  const room = segmentSeptets - measure(`${news} `);
  return room < leastReasonSeptets ? [] : [`${news} ${shorten(reason, room, measure)}`];
}

/** One segment that nobody takes for an alert. */
export function composeSmsTest({ service, environment, channel }: ChannelTestFacts): string {
  return shorten(
    toGsm7(`TEST ${service} ${environment}: texts of channel ${channel} arrive. Nothing is wrong.`),
    segmentSeptets,
    measure,
  );
}
