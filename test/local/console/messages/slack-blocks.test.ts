import { describe, expect, it } from 'vitest';
import { parseSlackMessage } from '../../../../local/console/messages/slack-blocks.ts';

const message = (body: unknown) => parseSlackMessage(JSON.stringify(body));
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

describe('parseSlackMessage()', () => {
  it('shows the text of a message without blocks', () => {
    expect(message({ text: '*down*' })).toEqual({
      spans: [{ kind: 'bold', spans: [{ kind: 'text', text: 'down' }] }],
      blocks: [],
      attachments: [],
    });
  });

  it('leaves the text to notifications where there are blocks', () => {
    expect(message({ text: 'fallback', blocks: [{ type: 'divider' }] })).toMatchObject({
      spans: [],
      blocks: [{ kind: 'divider' }],
    });
  });

  it.each([
    [
      'a header',
      { type: 'header', text: { type: 'plain_text', text: ':red_circle: *web*' } },
      { kind: 'header', text: '🔴 *web*' },
    ],
    [
      'a section with fields',
      { type: 'section', text: mrkdwn('a'), fields: [mrkdwn('b'), { type: 'plain_text', text: '*c*' }] },
      {
        kind: 'section',
        spans: [{ kind: 'text', text: 'a' }],
        fields: [[{ kind: 'text', text: 'b' }], [{ kind: 'text', text: '*c*' }]],
      },
    ],
    [
      'a section with a button',
      {
        type: 'section',
        text: mrkdwn('a'),
        accessory: { type: 'button', text: { text: 'Open' }, url: 'https://shop.example/' },
      },
      {
        kind: 'section',
        spans: [{ kind: 'text', text: 'a' }],
        fields: [],
        button: { text: 'Open', href: 'https://shop.example/' },
      },
    ],
    [
      'a context',
      { type: 'context', elements: [mrkdwn('a')] },
      { kind: 'context', elements: [[{ kind: 'text', text: 'a' }]] },
    ],
    [
      'buttons',
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { text: 'Ack' }, style: 'primary', value: '1' },
          { type: 'button', text: { text: 'Bad' }, url: 'javascript:alert(1)', style: 'loud' },
          { type: 'datepicker' },
        ],
      },
      { kind: 'actions', buttons: [{ text: 'Ack', style: 'primary' }, { text: 'Bad' }] },
    ],
    ['a block of another kind', { type: 'rich_text' }, { kind: 'unsupported', type: 'rich_text' }],
    ['something that is no block', 7, { kind: 'unsupported', type: 'block without a type' }],
  ])('reads %s', (_, block, expected) => {
    expect(message({ blocks: [block] })?.blocks).toEqual([expected]);
  });

  it.each([
    ['#d92d20', '#d92d20'],
    ['danger', '#a30200'],
    ['url(https://shop.example/)', undefined],
    [7, undefined],
  ])('takes colour %s of an attachment as %s', (color, expected) => {
    expect(message({ attachments: [{ color, text: 'a' }] })?.attachments[0]?.color).toBe(expected);
  });

  it.each(['', 'not json', '[]', '"text"', 'null'])('refuses %j', (body) => {
    expect(parseSlackMessage(body)).toBeUndefined();
  });
});
