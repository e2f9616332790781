import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../../shared/probes/assertions/visible-text.ts';

const read = (text: string): string => visibleText(text).replace(/\s+/g, ' ').trim();

describe('visibleText()', () => {
  it.each([
    ['leaves a text that is no page alone', '{"a": "<b>"}', '{"a": "<b>"}'],
    [
      'takes the markup off a page',
      '<!doctype html><html><body><h1>Back soon</h1><p>We are <b>closed</b>.</p>',
      'Back soon We are closed .',
    ],
    [
      'leaves out what nobody reads',
      '<html><head><title>Shop</title><style>p { color: red }</style></head><script>alert("<p>")</script>Hello',
      'Shop Hello',
    ],
    ['leaves out comments', '<html><!-- <p>draft</p> -->Hello', 'Hello'],
    ['reads entities', '<html>Mugs &amp; more &lt;3', 'Mugs & more <3'],
    ['ends at a tag that never ends', '<html>Hello <a href="', 'Hello'],
    ['ends at a script that never ends', '<html>Hello <script>while(1)', 'Hello'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('never throws, and never grows a page', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<style',
      'text',
      '&amp;',
      '&',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const page = `<html>${pieces.join('')}`;
        expect(read(page).length).toBeLessThanOrEqual(page.length);
      }),
    );
  });
});
