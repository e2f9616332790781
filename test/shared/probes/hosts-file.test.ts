import { describe, expect, it } from 'vitest';
import { parseHosts } from '../../../shared/probes/hosts-file.ts';

describe('parseHosts()', () => {
  it('reads addresses and all of their names', () => {
    expect(parseHosts('192.0.2.7 shop.example www.shop.example\n2001:db8::7\tshop.example\r\n')).toEqual(
      new Map([
        ['shop.example', ['192.0.2.7', '2001:db8::7']],
        ['www.shop.example', ['192.0.2.7']],
      ]),
    );
  });

  it('leaves out comments, empty lines and what is no address', () => {
    expect(
      parseHosts('# 192.0.2.1 one.example\n\n  \nlocal two.example\n192.0.2.3 three.example # four.example\n'),
    ).toEqual(new Map([['three.example', ['192.0.2.3']]]));
  });

  it('compares names in lower case', () => {
    expect(parseHosts('192.0.2.7 Shop.Example').get('shop.example')).toEqual(['192.0.2.7']);
  });
});
