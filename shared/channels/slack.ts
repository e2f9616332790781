import type { AlertMessage } from '../alerting/alert-message.ts';
import { endSentence } from '../alerting/end-sentence.ts';
import { secretField } from '../schema/secret-field.ts';
import type { ChannelKind } from './channel.ts';
import { slackLinks, slackText } from './slack-text.ts';

const fields = {
  /** The incoming webhook's address: whoever knows it may post, so it is a secret. */
  webhook: secretField(),
};

/** Limits of Block Kit (https://docs.slack.dev/reference/block-kit/blocks/section-block), less room for what surrounds a text. */
const mostOfSection = 2_900;
const mostOfField = 1_900;
const mostOfLabel = 50;
const mostFields = 10;

const colours = { critical: '#d92d20', warning: '#f79009', info: '#2e90fa', resolved: '#17b26a' } as const;

/** Slack through an incoming webhook. */
export const slack: ChannelKind<'slack', typeof fields> = {
  kind: 'slack',
  fields,
  isNative: false,
  subscriptions: () => [],
  compose: (message, { webhook }) => ({
    via: 'http',
    url: webhook,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(composeBody(message)),
  }),
};

/**
 * The headline is the message's own text, so that notifications show it; the details stand in an attachment, because only
 * attachments have a colour.
 */
function composeBody(message: AlertMessage) {
  const { status, severity, headline } = message;
  return {
    text: `*${slackText(headline, mostOfSection)}*`,
    unfurl_links: false,
    unfurl_media: false,
    attachments: [{ color: colours[status === 'resolved' ? 'resolved' : severity], blocks: composeBlocks(message) }],
  };
}

function composeBlocks({ reason, expected, actual, facts, meaning, rule, alarmName, links }: AlertMessage) {
  const verdict = [
    { label: 'Expected', value: expected ?? '' },
    { label: 'Actual', value: actual ?? '' },
  ];
  return [
    ...sections(slackText(endSentence(reason), mostOfSection)),
    ...fieldSections(verdict),
    ...sections(slackText(endSentence(meaning), mostOfSection)),
    // Links, not buttons: a button of an incoming webhook has no one to answer it, and Slack marks it with a warning.
    ...sections(slackLinks(links, mostOfSection)),
    ...fieldSections(facts),
    ...contexts([rule, alarmName]),
  ];
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
