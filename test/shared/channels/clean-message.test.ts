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

  it('keeps the signature of its own acknowledge link, which its reader needs', () => {
    const links = [{ label: 'Acknowledge' as const, url: 'https://act.shop.example/i/k3v9?sig=AAECAwQFBgcICQ' }];
    expect(cleanMessage({ ...sampleAlert(), links }).links).toEqual(links);
  });

  it.each([
    { what: 'too long', run: `kubectl ${'x'.repeat(600)}` },
    { what: 'of several lines', run: 'cd /tmp\nrm -rf old' },
    { what: 'with a credential in it', run: 'curl -H "Authorization: Bearer q1w2e3r4t5y6u7i8" shop.example' },
  ])('leaves out a command that is $what rather than half of it', ({ run }) => {
    const runbookSteps = [{ text: 'Restart it', run }];
    expect(cleanMessage({ ...sampleAlert(), runbookSteps }).runbookSteps).toEqual([
      { text: 'Restart it (its command is in the runbook)' },
    ]);
  });

  it('bounds lists, and drops what is empty or no member id', () => {
    const text = 'word '.repeat(100);
    const clean = cleanMessage({
      ...sampleAlert(),
      items: ['', ...Array.from({ length: 120 }, () => text)],
      runbookSteps: Array.from({ length: 30 }, () => ({ text })),
      mentions: ['U012ABCDEF', 'U', '!here', '<@U1>'],
    });
    expect([clean.items?.length, clean.runbookSteps?.length]).toEqual([100, 20]);
    for (const item of clean.items ?? []) expect(item.length).toBeLessThanOrEqual(200);
    expect(clean.mentions).toEqual(['U012ABCDEF']);
  });

  it('says DRILL in front of the headline of a drill, once', () => {
    const drill = { ...sampleAlert(), isDrill: true as const };
    expect(cleanMessage(drill).headline).toBe(`DRILL ${sampleAlert().headline}`);
    expect(cleanMessage(cleanMessage(drill)).headline).toBe(`DRILL ${sampleAlert().headline}`);
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
