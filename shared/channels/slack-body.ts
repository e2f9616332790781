import { endSentence } from '../alerting/end-sentence.ts';
import type { AlertMessage } from '../model/alert-message.ts';
import { type Mood, moodOf } from './mood-of.ts';
import { slackCode, slackLinks, slackList, slackText } from './slack-text.ts';
import { drillNotice, itemsTitle, stepsTitle } from './wording.ts';

/** Limits of Block Kit (https://docs.slack.dev/reference/block-kit/blocks/section-block), less room for what surrounds a text. */
const mostOfSection = 2_900;
const mostOfField = 1_900;
const mostOfLabel = 50;
const mostFields = 10;

/** The text of a message is cut from 4,000 characters on; mentions stand behind the headline. */
const mostOfHeadline = 2_400;

const colours = {
  critical: '#d92d20',
  warning: '#f79009',
  info: '#2e90fa',
  acknowledged: '#667085',
  resolved: '#17b26a',
  drill: '#7a5af8',
} as const satisfies Record<Mood, string>;

/**
 * The headline is the message's own text, so that notifications show it; the details stand in an attachment, because only
 * attachments have a colour.
 */
export function composeSlackBody(message: AlertMessage) {
  const { headline, mentions = [] } = message;
  const names = mentions.map((id) => ` <@${id}>`).join('');
  return {
    text: `*${slackText(headline, mostOfHeadline)}*${names}`,
    unfurl_links: false,
    unfurl_media: false,
    attachments: [{ color: colours[moodOf(message)], blocks: composeBlocks(message) }],
  };
}

function composeBlocks(message: AlertMessage) {
  const { reason, expected, actual, facts, meaning, rule, alarmName, links, isDrill, owner } = message;
  const verdict = [
    { label: 'Expected', value: expected ?? '' },
    { label: 'Actual', value: actual ?? '' },
  ];
  return [
    ...sections(isDrill === true ? drillNotice : ''),
    ...sections(slackText(endSentence(reason), mostOfSection)),
    ...fieldSections(verdict),
    ...sections(slackText(endSentence(meaning), mostOfSection)),
    ...sections(listItems(message)),
    ...sections(listSteps(message)),
    // Links, not buttons: a button of an incoming webhook has no one to answer it, and Slack marks it with a warning.
    ...sections(slackLinks(links, mostOfSection)),
    ...fieldSections([...facts, { label: 'Owner', value: owner ?? '' }]),
    ...contexts([rule, alarmName]),
  ];
}

function listItems({ items = [], status }: AlertMessage): string {
  const lines = items.map((item) => `• ${slackText(item, mostOfField)}`);
  return lines.length === 0 ? '' : slackList(`*${itemsTitle({ status })}*`, lines, mostOfSection);
}

function listSteps({ runbookSteps = [] }: AlertMessage): string {
  const lines = runbookSteps.map(({ text, run }, index) => {
    const step = `${index + 1}. ${slackText(text, mostOfField)}`;
    return run === undefined ? step : `${step}\n${slackCode(run)}`;
  });
  return lines.length === 0 ? '' : slackList(`*${stepsTitle}*`, lines, mostOfSection);
}

/** Slack refuses blocks without text, so an empty one is left out. */
const sections = (text: string) => (text === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text } }]);

function fieldSections(pairs: AlertMessage['facts']) {
  const fields = pairs
    .filter(({ value }) => value !== '')
    .map(({ label, value }) => ({
      type: 'mrkdwn',
      text: `*${slackText(label, mostOfLabel)}*\n${slackText(value, mostOfField)}`,
    }));
  return chunk(fields, mostFields).map((some) => ({ type: 'section', fields: some }));
}

function contexts(texts: readonly string[]) {
  const elements = texts
    .filter((text) => text !== '')
    .map((text) => ({ type: 'mrkdwn', text: slackText(text, mostOfField) }));
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
