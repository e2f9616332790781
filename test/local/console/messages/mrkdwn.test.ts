import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from '../../../../local/console/messages/mrkdwn.ts';
import type { Span } from '../../../../local/console/text/spans.ts';

const text = (value: string): Span => ({ kind: 'text', text: value });

describe('parseMrkdwn() reads what Slack reads', () => {
  it.each<readonly [string, string, readonly Span[]]>([
    ['plain text', 'web is down', [text('web is down')]],
    ['bold', '*web* is down', [{ kind: 'bold', spans: [text('web')] }, text(' is down')]],
    [
      'italic and strike',
      '_now_ ~then~',
      [{ kind: 'italic', spans: [text('now')] }, text(' '), { kind: 'strike', spans: [text('then')] }],
    ],
    ['marks inside marks', '*a _b_*', [{ kind: 'bold', spans: [text('a '), { kind: 'italic', spans: [text('b')] }] }]],
    ['no mark inside a word', 'snake_case_name 2*3*4', [text('snake_case_name 2*3*4')]],
    ['no mark around spaces', '* not bold *', [text('* not bold *')]],
    ['code, in which marks are text', '`*x*`', [{ kind: 'code', text: '*x*' }]],
    ['a code block', '```\na\nb\n```', [{ kind: 'code-block', text: 'a\nb' }]],
    [
      'a link with a text',
      '<https://shop.example/a|the shop>',
      [{ kind: 'link', href: 'https://shop.example/a', text: 'the shop' }],
    ],
    [
      'a bare link',
      '<https://shop.example/a>',
      [{ kind: 'link', href: 'https://shop.example/a', text: 'https://shop.example/a' }],
    ],
    ['a link to a script as text', '<javascript:alert(1)|click>', [text('click')]],
    ['escaped brackets as text', '&lt;b&gt; &amp;amp;', [text('<b> &amp;')]],
    ['a mention', '<!here> <@U1> <#C1|ops>', [text('@here'), text(' '), text('@U1'), text(' '), text('#ops')]],
    ['a date by its fallback', '<!date^1^{time}|14:18>', [text('14:18')]],
    ['a known emoji', ':red_circle: :zebra:', [text('🔴'), text(' '), text(':zebra:')]],
    ['a line break', 'a\nb', [text('a'), { kind: 'break' }, text('b')]],
    [
      'a quote of two lines',
      '&gt; a\n> b\nc',
      [{ kind: 'quote', spans: [text('a'), { kind: 'break' }, text('b')] }, text('c')],
    ],
  ])('%s', (_, mrkdwn, spans) => {
    expect(parseMrkdwn(mrkdwn)).toEqual(spans);
  });
});
