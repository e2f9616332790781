import { type Span, safeHref } from '../text/spans.ts';
import { asFields, type Fields, listOf, parseObject, textOf } from './json-fields.ts';
import { parseMrkdwn } from './mrkdwn.ts';

export interface SlackButton {
  readonly text: string;
  /** Absent for a button that calls an app rather than opens a page. */
  readonly href?: string;
  readonly style?: 'primary' | 'danger';
}

/** The blocks of Slack's Block Kit that alerts use; another kind is named, not hidden. */
export type SlackBlock =
  | { readonly kind: 'header'; readonly text: string }
  | {
      readonly kind: 'section';
      readonly spans: readonly Span[];
      readonly fields: readonly (readonly Span[])[];
      readonly button?: SlackButton;
    }
  | { readonly kind: 'context'; readonly elements: readonly (readonly Span[])[] }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly buttons: readonly SlackButton[] }
  | { readonly kind: 'unsupported'; readonly type: string };

export interface SlackAttachment {
  /** A CSS colour, e.g. `#c1121f`. */
  readonly color?: string;
  readonly spans: readonly Span[];
  readonly blocks: readonly SlackBlock[];
}

/** What Slack shows for the body of one post to an incoming webhook. */
export interface SlackMessage {
  /** Shown only where there are no blocks: next to blocks Slack uses the text for notifications. */
  readonly spans: readonly Span[];
  readonly blocks: readonly SlackBlock[];
  readonly attachments: readonly SlackAttachment[];
}

/** Reads the JSON that was posted, or undefined where it is not JSON of an object. */
export function parseSlackMessage(body: string): SlackMessage | undefined {
  const message = parseObject(body);
  if (!message) return undefined;
  const blocks = listOf(message.blocks).map(readBlock);
  return {
    spans: blocks.length === 0 ? parseMrkdwn(textOf(message.text)) : [],
    blocks,
    attachments: listOf(message.attachments).map(readAttachment),
  };
}

function readAttachment(attachment: Fields): SlackAttachment {
  const color = colorOf(attachment.color);
  const blocks = listOf(attachment.blocks).map(readBlock);
  return {
    ...(color !== undefined && { color }),
    spans: blocks.length === 0 ? parseMrkdwn(textOf(attachment.text ?? attachment.fallback)) : [],
    blocks,
  };
}

function readBlock(block: Fields): SlackBlock {
  const type = textOf(block.type);
  switch (type) {
    case 'header':
      return { kind: 'header', text: plainText(block.text) };
    case 'section': {
      const [button] = buttonsOf([asFields(block.accessory)]);
      return {
        kind: 'section',
        spans: readText(block.text),
        fields: listOf(block.fields).map(readText),
        ...(button && { button }),
      };
    }
    case 'context':
      return { kind: 'context', elements: listOf(block.elements).map(readText) };
    case 'divider':
      return { kind: 'divider' };
    case 'actions':
      return { kind: 'actions', buttons: buttonsOf(listOf(block.elements)) };
    default:
      return { kind: 'unsupported', type: type === '' ? 'block without a type' : type };
  }
}

function buttonsOf(elements: readonly Fields[]): readonly SlackButton[] {
  return elements
    .filter(({ type }) => type === 'button')
    .map(({ text, url, style }) => {
      const href = safeHref(textOf(url));
      return {
        text: plainText(text),
        ...(href !== undefined && { href }),
        ...((style === 'primary' || style === 'danger') && { style }),
      };
    });
}

/** A text object: mrkdwn is read, plain text is taken as it is. */
function readText(value: unknown): readonly Span[] {
  const text = asFields(value);
  return text.type === 'mrkdwn' ? parseMrkdwn(textOf(text.text)) : [{ kind: 'text', text: plainText(value) }];
}

/** Emoji codes work in plain text too; marks do not. */
function plainText(value: unknown): string {
  const codes = textOf(asFields(value).text).split(/(:[a-z0-9_+-]+:)/);
  return codes
    .map((piece) =>
      /^:.+:$/.test(piece)
        ? parseMrkdwn(piece)
            .map((span) => ('text' in span ? span.text : ''))
            .join('')
        : piece,
    )
    .join('');
}

const namedColors: Readonly<Record<string, string>> = { good: '#2eb886', warning: '#daa038', danger: '#a30200' };

function colorOf(value: unknown): string | undefined {
  const color = textOf(value);
  return namedColors[color] ?? (/^#[0-9a-f]{3,8}$/i.test(color) ? color : undefined);
}
