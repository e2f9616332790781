import { safeHref } from '../text/spans.ts';
import { asFields, type Fields, listOf, parseObject, textOf } from './json-fields.ts';

/** A piece of text on a card. */
export interface CardRun {
  readonly text: string;
  readonly isBold: boolean;
  readonly isCode: boolean;
}

/** The elements of an Adaptive Card that alerts use; another kind is named, not hidden. */
export type CardElement =
  | { readonly kind: 'container'; readonly style: string; readonly items: readonly CardElement[] }
  | { readonly kind: 'text'; readonly runs: readonly CardRun[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly title: string; readonly value: string }[] }
  | { readonly kind: 'unsupported'; readonly type: string };

/** What Teams shows of one posted card. */
export interface TeamsCard {
  readonly elements: readonly CardElement[];
  readonly actions: readonly { readonly title: string; readonly href: string }[];
}

/** Reads the JSON that was posted, or undefined where it holds no Adaptive Card. */
export function parseTeamsCard(body: string): TeamsCard | undefined {
  const [attachment] = listOf(parseObject(body)?.attachments);
  const card = asFields(attachment?.content);
  if (card.type !== 'AdaptiveCard') return undefined;
  return {
    elements: listOf(card.body).map(readElement),
    actions: listOf(card.actions).flatMap(({ title, url }) => {
      const href = safeHref(textOf(url));
      return href === undefined ? [] : [{ href, title: textOf(title) || href }];
    }),
  };
}

function readElement(element: Fields): CardElement {
  const type = textOf(element.type);
  switch (type) {
    case 'Container':
      return { kind: 'container', style: styleOf(element.style), items: listOf(element.items).map(readElement) };
    case 'RichTextBlock':
      return {
        kind: 'text',
        runs: listOf(element.inlines).map(({ text, weight, fontType }) => ({
          text: textOf(text),
          isBold: weight === 'Bolder',
          isCode: fontType === 'Monospace',
        })),
      };
    case 'FactSet':
      return {
        kind: 'facts',
        facts: listOf(element.facts).map(({ title, value }) => ({ title: textOf(title), value: textOf(value) })),
      };
    default:
      return { kind: 'unsupported', type: type === '' ? 'element without a type' : type };
  }
}

const styles = ['attention', 'warning', 'accent', 'good', 'emphasis'];

/** One of the styles that cards know, as it becomes the name of a class. */
function styleOf(value: unknown): string {
  const style = textOf(value);
  return styles.includes(style) ? style : 'default';
}
