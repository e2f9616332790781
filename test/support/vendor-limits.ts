import { expect } from 'vitest';
import { countSeptets } from '../../shared/channels/gsm7.ts';
import type { ChannelKindName } from '../../shared/channels/registry.ts';
import type { ChannelContent, HttpContent, TopicContent } from '../../shared/model/channel-content.ts';

/** SNS: a message and its attributes have at most 256 KiB (API_Publish). */
const mostOfTopicMessage = 262_144 - 1_024;

/** What each vendor refuses or mangles. A new kind of channel says its own here. */
export const vendorLimits = {
  email(content) {
    const { subject = '', message } = asTopic(content);
    expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
    expectSnsMessage(message);
  },
  sms(content) {
    const { subject, message } = asTopic(content);
    expect(subject).toBeUndefined();
    expect(countSeptets(message)).toBeLessThanOrEqual(160);
    expectSnsMessage(message);
  },
  slack(content) {
    const { text, attachments } = JSON.parse(asHttp(content).body) as SlackBody;
    expectSlackText(text, 3_000);
    for (const { blocks } of attachments) {
      expect(blocks.length).toBeLessThanOrEqual(50);
      blocks.forEach(expectBlock);
    }
  },
  webhook(content) {
    const body = JSON.parse(asHttp(content).body) as unknown;
    expect(body).toMatchObject({ version: 1 });
    expect(asHttp(content).body.length).toBeLessThan(100_000);
  },
} satisfies Record<ChannelKindName, (content: ChannelContent) => void>;

function expectSnsMessage(message: string): void {
  expect(message).not.toBe('');
  expect(message.isWellFormed()).toBe(true);
  expect(message).not.toMatch(/[^\P{Cc}\n]/u);
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(mostOfTopicMessage);
}

interface SlackText {
  readonly type: string;
  readonly text: string;
}

interface SlackBlock {
  readonly type: string;
  readonly text?: SlackText;
  readonly fields?: readonly SlackText[];
  readonly elements?: readonly SlackText[];
}

interface SlackBody {
  readonly text: string;
  readonly attachments: readonly { readonly color: string; readonly blocks: readonly SlackBlock[] }[];
}

/** https://docs.slack.dev/reference/block-kit/blocks: header 150; section 3,000, 10 fields of 2,000; context 10 elements. */
function expectBlock({ type, text, fields, elements }: SlackBlock): void {
  expect(['header', 'section', 'context']).toContain(type);
  expect(text ?? fields ?? elements).toBeDefined();
  if (text !== undefined) expectSlackText(text.text, type === 'header' ? 150 : 3_000);
  for (const list of [fields, elements]) {
    if (list === undefined) continue;
    expect(list.length).toBeGreaterThan(0);
    expect(list.length).toBeLessThanOrEqual(10);
    for (const item of list) expectSlackText(item.text, 2_000);
  }
}

/** Not empty, not too long, and no control sequence (`<...>`, a bare `&`) that did not come from the channel itself. */
function expectSlackText(text: string, most: number): void {
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(most);
  expect(text.replace(/<https?:\/\/[^<>|\s]+\|[A-Za-z]+>/g, '')).not.toMatch(/[<>]/);
  expect(text.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
}

function asTopic(content: ChannelContent): TopicContent {
  if (content.via !== 'topic') throw new Error('Must go to a topic');
  return content;
}

function asHttp(content: ChannelContent): HttpContent {
  if (content.via !== 'http') throw new Error('Must be posted');
  return content;
}
