import { describe, expect, it } from 'vitest';
import { linkAddresses, safeHref } from '../../../../local/console/text/spans.ts';

describe('safeHref()', () => {
  it.each([
    'https://shop.example/a?b=c',
    'http://192.0.2.1:4600/',
    'mailto:oncall@shop.example',
    'HTTPS://SHOP.example',
  ])('lets %s through', (address) => {
    expect(safeHref(address)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    '//shop.example',
    'https://',
    '',
  ])('refuses "%s"', (address) => {
    expect(safeHref(address)).toBeUndefined();
  });
});

describe('linkAddresses()', () => {
  it('links an address and leaves the punctuation after it outside', () => {
    expect(linkAddresses('See https://runbooks.shop.example/web. Then call.')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', href: 'https://runbooks.shop.example/web', text: 'https://runbooks.shop.example/web' },
      { kind: 'text', text: '. Then call.' },
    ]);
  });

  it.each(['', 'no address', 'javascript:alert(1)'])('keeps "%s" as text', (text) => {
    expect(linkAddresses(text)).toEqual(text === '' ? [] : [{ kind: 'text', text }]);
  });
});
