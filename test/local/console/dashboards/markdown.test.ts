import { describe, expect, it } from 'vitest';
import { type MarkdownBlock, parseMarkdown } from '../../../../local/console/dashboards/markdown.ts';
import type { Span } from '../../../../local/console/text/spans.ts';

const text = (value: string): Span => ({ kind: 'text', text: value });
const paragraph = (...spans: readonly Span[]): MarkdownBlock => ({ kind: 'paragraph', spans });

describe('parseMarkdown()', () => {
  it.each<readonly [string, string, readonly MarkdownBlock[]]>([
    ['nothing', '', []],
    [
      'headings',
      '# One\n### Three',
      [
        { kind: 'heading', level: 1, spans: [text('One')] },
        { kind: 'heading', level: 3, spans: [text('Three')] },
      ],
    ],
    ['a paragraph of two lines', 'a\nb\n\nc', [paragraph(text('a b')), paragraph(text('c'))]],
    [
      'bold, italic and code',
      '**a** *b* `c`',
      [
        paragraph({ kind: 'bold', spans: [text('a')] }, text(' '), { kind: 'italic', spans: [text('b')] }, text(' '), {
          kind: 'code',
          text: 'c',
        }),
      ],
    ],
    ['no italic inside a word', 'snake_case_name', [paragraph(text('snake_case_name'))]],
    [
      'a link',
      '[shop](https://shop.example/)',
      [paragraph({ kind: 'link', href: 'https://shop.example/', text: 'shop' })],
    ],
    ['a link to a script as text', '[shop](javascript:alert`1`)', [paragraph(text('shop'))]],
    ['HTML as text', '<img src=x onerror=alert(1)>', [paragraph(text('<img src=x onerror=alert(1)>'))]],
    [
      'a list',
      '- a\n- b\n1. c',
      [
        { kind: 'list', ordered: false, items: [[text('a')], [text('b')]] },
        { kind: 'list', ordered: true, items: [[text('c')]] },
      ],
    ],
    [
      'a list right after a paragraph',
      'a\n- b',
      [paragraph(text('a')), { kind: 'list', ordered: false, items: [[text('b')]] }],
    ],
    [
      'a table',
      '| A | B |\n|---|:-:|\n| 1 | 2 |',
      [{ kind: 'table', head: [[text('A')], [text('B')]], rows: [[[text('1')], [text('2')]]] }],
    ],
    ['a rule', 'a\n\n---', [paragraph(text('a')), { kind: 'rule' }]],
    ['pipes without a head line as text', '| a |', [paragraph(text('| a |'))]],
  ])('reads %s', (_, markdown, blocks) => {
    expect(parseMarkdown(markdown)).toEqual(blocks);
  });
});
