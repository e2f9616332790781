import { endSentence } from '../alerting/end-sentence.ts';
import type { AlertMessage } from '../model/alert-message.ts';
import { type Mood, moodOf } from './mood-of.ts';
import { shorten } from './shorten.ts';
import { drillNotice, itemsTitle, stepsTitle } from './wording.ts';

/** How much of a message a card may say: UTF-16 units of a text and of a value of a fact, lines of a list. */
export interface CardRoom {
  readonly text: number;
  readonly value: number;
  readonly items: number;
  readonly steps: number;
  readonly facts: number;
}

/** Styles of a container, the only colours that a card has (https://adaptivecards.io/explorer/Container.html). */
const styles = {
  critical: 'attention',
  warning: 'warning',
  info: 'accent',
  acknowledged: 'emphasis',
  resolved: 'good',
  drill: 'emphasis',
} as const satisfies Record<Mood, string>;

type Style = (typeof styles)[Mood];

/** An alert as an Adaptive Card: the headline in the colour of its severity, then the details, then the links. */
export function composeTeamsCard(message: AlertMessage, room: CardRoom): object {
  const { headline, reason, meaning, isDrill, links } = message;
  return adaptiveCard(
    [
      headlineOfCard(shorten(headline, room.text), styles[moodOf(message)]),
      ...paragraph(isDrill === true ? drillNotice : ''),
      ...paragraph(shorten(endSentence(reason), room.text)),
      ...paragraph(shorten(endSentence(meaning), room.text)),
      ...listItems(message, room),
      ...listSteps(message, room),
      ...factSet(message, room),
    ],
    links.map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url })),
  );
}

/** Version 1.4 is what Teams shows everywhere. A card without actions has none, rather than an empty row. */
export function adaptiveCard(body: readonly object[], actions: readonly object[]): object {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    msteams: { width: 'Full' },
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/** The first thing on a card, in the colour of a style. */
export function headlineOfCard(text: string, style: Style): object {
  return { type: 'Container', style, bleed: true, items: [richText([{ text, weight: 'Bolder', size: 'Medium' }])] };
}

interface Run {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Medium';
  readonly fontType?: 'Monospace';
}

/** Unlike a `TextBlock`, which reads Markdown: what a service answered could be a link there. */
function richText(runs: readonly Run[]): object {
  return { type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })) };
}

const paragraph = (text: string): readonly object[] => (text === '' ? [] : [richText([{ text }])]);

const listTitle = (text: string): object => richText([{ text, weight: 'Bolder' }]);

const andMore = (count: number): readonly object[] => (count <= 0 ? [] : [richText([{ text: `and ${count} more` }])]);

function listItems({ items = [], status }: AlertMessage, room: CardRoom): readonly object[] {
  if (items.length === 0) return [];
  const lines = items.slice(0, room.items).map((item) => richText([{ text: `• ${shorten(item, room.text)}` }]));
  return [listTitle(itemsTitle({ status })), ...lines, ...andMore(items.length - room.items)];
}

function listSteps({ runbookSteps = [] }: AlertMessage, room: CardRoom): readonly object[] {
  if (runbookSteps.length === 0) return [];
  const lines = runbookSteps.slice(0, room.steps).flatMap(({ text, run }, index) => [
    richText([{ text: `${index + 1}. ${shorten(text, room.text)}` }]),
    // A command is never cut.
    ...(run === undefined ? [] : [richText([{ text: run, fontType: 'Monospace' }])]),
  ]);
  return [listTitle(stepsTitle), ...lines, ...andMore(runbookSteps.length - room.steps)];
}

/** A longer title breaks the table. */
const mostOfTitle = 40;

function factSet(message: AlertMessage, room: CardRoom): readonly object[] {
  const { expected = '', actual = '', rule, facts, owner = '', alarmName } = message;
  const rows = [
    { label: 'Expected', value: expected },
    { label: 'Actual', value: actual },
    { label: 'Rule', value: rule },
    ...facts,
    { label: 'Owner', value: owner },
    { label: 'Alarm name', value: alarmName },
  ].filter(({ value }) => value !== '');
  if (rows.length === 0) return [];
  const shown = rows.slice(0, room.facts).map(({ label, value }) => ({
    title: withoutLinks(shorten(label, mostOfTitle)),
    value: withoutLinks(shorten(value, room.value)),
  }));
  return [{ type: 'FactSet', facts: shown }];
}

/** A set of facts knows no plain text: what would be a Markdown link in it is taken apart. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
