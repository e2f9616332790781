import { expect } from 'vitest';

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

/** What Slack refuses or mangles in a message. */
export function expectSlackMessage(body: string): void {
  const { text, attachments } = JSON.parse(body) as SlackBody;
  expectSlackText(text.replace(/( <@[UW][A-Z0-9]+>)*$/, ''), 3_000);
  expect(text.length).toBeLessThan(4_000);
  for (const { blocks, color } of attachments) {
    expect(color).toMatch(/^#[0-9a-f]{6}$/);
    expect(blocks.length).toBeLessThanOrEqual(50);
    blocks.forEach(expectBlock);
  }
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
