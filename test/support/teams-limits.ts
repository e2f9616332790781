import { expect } from 'vitest';

interface Element {
  readonly type: string;
  readonly items?: readonly Element[];
  readonly inlines?: readonly { readonly type: string; readonly text: string }[];
  readonly facts?: readonly { readonly title: string; readonly value: string }[];
}

interface Envelope {
  readonly type: string;
  readonly attachments: readonly {
    readonly contentType: string;
    readonly content: {
      readonly type: string;
      readonly version: string;
      readonly body: readonly Element[];
      readonly actions?: readonly { readonly type: string; readonly title: string; readonly url: string }[];
    };
  }[];
}

/** What Teams refuses or mangles in a card: 28 KB, elements that it knows, no text that it would read as a link. */
export function expectTeamsMessage(body: string): void {
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28_000);
  const { type, attachments } = JSON.parse(body) as Envelope;
  expect(type).toBe('message');
  expect(attachments).toHaveLength(1);
  for (const { contentType, content } of attachments) {
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect([content.type, content.version]).toEqual(['AdaptiveCard', '1.4']);
    content.body.forEach(expectElement);
    expect(content.actions?.length ?? 1).toBeGreaterThan(0);
    expect(content.actions?.length ?? 0).toBeLessThanOrEqual(6);
    for (const action of content.actions ?? []) {
      expect(action.type).toBe('Action.OpenUrl');
      expect(action.url).toMatch(/^https?:/);
    }
  }
}

function expectElement({ type, items, inlines, facts }: Element): void {
  expect(['Container', 'RichTextBlock', 'FactSet']).toContain(type);
  items?.forEach(expectElement);
  for (const { text } of inlines ?? []) expect(text).not.toBe('');
  for (const { title, value } of facts ?? []) expect(`${title}${value}`).not.toContain('](');
}
