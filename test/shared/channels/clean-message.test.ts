import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanMessage } from '../../../shared/channels/clean-message.ts';
import { sampleAlert } from '../../support/alert-samples.ts';
import { anyAlert } from '../../support/any-alert.ts';

const reasonOf = (reason: string): string => cleanMessage({ ...sampleAlert(), reason }).reason;

describe('cleanMessage()', () => {
  it('leaves a good message alone', () => {
    expect(cleanMessage(sampleAlert())).toEqual(sampleAlert());
  });

  it.each([
    { what: 'line breaks and tabs', text: 'one\r\ntwo\tthree\u2028four', clean: 'one two three four' },
    { what: 'control characters', text: 'a\u0000b\u001B[31mc', clean: 'a b [31mc' },
    { what: 'directional overrides', text: 'cod\u202Efdp.exe', clean: 'codfdp.exe' },
    { what: 'half a character', text: 'a\uD83Db', clean: 'a\uFFFDb' },
    {
      what: 'a text that never ends',
      text: 'word '.repeat(1_000),
      clean: `${'word '.repeat(199)}...`.replace(' ...', '...'),
    },
  ])('tidies $what', ({ text, clean }) => {
    expect(reasonOf(text)).toBe(clean);
  });

  it.each([
    { what: 'a script', url: 'javascript:alert(1)' },
    { what: 'a text', url: 'see the wiki' },
    { what: 'an endless address', url: `https://wiki.shop.example/${'a'.repeat(3_000)}` },
  ])('drops a link to $what', ({ url }) => {
    expect(cleanMessage({ ...sampleAlert(), links: [{ label: 'Runbook', url }] }).links).toEqual([]);
  });

  it('keeps a link whose credentials it removed', () => {
    const links = [{ label: 'Runbook' as const, url: 'https://ann:pw@wiki.shop.example/a?token=abcdef&page=2' }];
    expect(cleanMessage({ ...sampleAlert(), links }).links).toEqual([
      { label: 'Runbook', url: 'https://wiki.shop.example/a?token=***&page=2' },
    ]);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyAlert, (message) => {
        const clean = cleanMessage(message);
        expect(cleanMessage(clean)).toEqual(clean);
      }),
      { numRuns: 50 },
    );
  });
});
