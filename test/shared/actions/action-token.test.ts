import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionLink } from '../../../shared/actions/action-link.ts';
import { type ActionClaim, readActionToken, signActionToken } from '../../../shared/actions/action-token.ts';
import { signFormToken } from '../../../shared/actions/form-token.ts';
import { countSeptets } from '../../../shared/channels/gsm7.ts';
import { redactText } from '../../../shared/redaction/redact-text.ts';

const nowMs = Date.parse('2026-01-13T13:03:12.345Z');
const secret = 'the secret of prod';
const claim: ActionClaim = {
  scope: 'shop/prod',
  incident: '7k3m9x2q4ab5',
  by: 'ada/email',
  expiresAtMs: Date.parse('2026-01-20T13:03:12.000Z'),
};
const token = signActionToken(claim, secret);
const read = (
  text: string,
  change: { readonly secret?: string; readonly nowMs?: number; readonly timeZone?: string } = {},
) => readActionToken(text, { secret, scope: 'shop/prod', nowMs, ...change });

const anyClaim: fc.Arbitrary<ActionClaim> = fc.record({
  scope: fc.constant('shop/prod'),
  incident: fc.stringMatching(/^[0-9a-hjkmnp-tv-z]{12}$/),
  by: fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9-]{0,39}(\/(sms|email))?$/),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  ),
  expiresAtMs: fc.integer({ min: 1_800_000_000, max: 4_102_444_800 }).map((seconds) => seconds * 1_000),
});

describe('readActionToken()', () => {
  it('reads what signActionToken() wrote, whatever it claims', () => {
    fc.assert(
      fc.property(anyClaim, (any) => {
        expect(read(signActionToken(any, secret))).toEqual({ ok: true, claim: any });
      }),
    );
  });

  it('keeps an expiry to the second, and holds until it', () => {
    const sloppy = signActionToken({ ...claim, expiresAtMs: claim.expiresAtMs + 999 }, secret);
    expect(sloppy).toBe(token);
    expect(read(token, { nowMs: claim.expiresAtMs - 1 })).toEqual({ ok: true, claim });
    expect(read(token, { nowMs: claim.expiresAtMs })).toMatchObject({ ok: false, why: 'expired' });
  });

  it.each([
    ['nothing', '', 'malformed', 'it is incomplete or was changed, must be opened exactly as it was sent'],
    ['a word', 'token', 'malformed', 'it is incomplete or was changed, must be opened exactly as it was sent'],
    [
      'the beginning of a token',
      token.slice(0, -8),
      'malformed',
      'it is incomplete or was changed, must be opened exactly as it was sent',
    ],
    [
      'a later version',
      token.replace('1.', '2.'),
      'malformed',
      'it is incomplete or was changed, must be opened exactly as it was sent',
    ],
    [
      'one more field',
      `${token}.x`,
      'malformed',
      'it is incomplete or was changed, must be opened exactly as it was sent',
    ],
    [
      'a text that is far too long',
      `1.${'a'.repeat(25)}.${'a'.repeat(100_000)}`,
      'malformed',
      'it is incomplete or was changed, must be opened exactly as it was sent',
    ],
    [
      'the name of an environment that is none',
      signActionToken({ ...claim, scope: 'call +1 202 555 0100/now' }, secret),
      'malformed',
      'it is incomplete or was changed, must be opened exactly as it was sent',
    ],
    [
      'a token of another environment',
      signActionToken({ ...claim, scope: 'shop/staging' }, 'the secret of staging'),
      'foreign',
      'it was made for shop staging, must be opened at the address it came with',
    ],
    [
      'a token signed with another secret',
      signActionToken(claim, 'another'),
      'tampered',
      'its signature is not ours, must be opened exactly as it was sent',
    ],
    [
      'a token of a form',
      signFormToken({ ...claim, seenActions: 0 }, secret),
      'malformed',
      'it is incomplete or was changed, must be opened exactly as it was sent',
    ],
    [
      'a longer life than was signed',
      token.replace(/.$/, (last) => (last === 'z' ? 'y' : 'z')),
      'tampered',
      'its signature is not ours, must be opened exactly as it was sent',
    ],
  ] as const)('refuses %s', (_, text, why, problem) => {
    expect(read(text)).toEqual({ ok: false, why, problem: `Cannot use this link: ${problem}` });
  });

  it('says in words when a token expired', () => {
    const late = { nowMs: claim.expiresAtMs + 60_000 };
    const begin = 'Cannot use this link: it expired on Tuesday 20 January 2026,';
    expect(read(token, late)).toMatchObject({ problem: `${begin} 13:03:12, must be of a newer message` });
    expect(read(token, { ...late, timeZone: 'Europe/Zurich' })).toMatchObject({
      problem: `${begin} 14:03:12, must be of a newer message`,
    });
  });

  it('refuses a token of which any one character was changed, left out or added', () => {
    const place = fc.nat({ max: token.length - 1 });
    const character = fc.constantFrom(...'abcXYZ019-_.~ /%+'.split(''));
    fc.assert(
      fc.property(place, character, fc.constantFrom('change', 'remove', 'add'), (at, put, how) => {
        const rest = token.slice(how === 'add' ? at : at + 1);
        const spoilt = `${token.slice(0, at)}${how === 'remove' ? '' : put}${rest}`;
        fc.pre(spoilt !== token);
        expect(read(spoilt).ok).toBe(false);
      }),
    );
  });

  it('never throws', () => {
    const almost = fc.tuple(fc.constantFrom('', '1.', `1.${'a'.repeat(25)}.`), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          almost.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(read(text).ok).toBe(false);
        },
      ),
    );
  });
});

describe('signActionToken()', () => {
  it('is short, and made of what addresses and SMS carry without escaping', () => {
    fc.assert(
      fc.property(anyClaim, (any) => {
        const text = signActionToken(any, secret);
        expect(text).toMatch(/^[A-Za-z0-9._-]*[A-Za-z0-9]$/);
        expect(encodeURIComponent(text)).toBe(text);
        expect(countSeptets(text)).toBe(text.length);
      }),
    );
    expect(token.length).toBeLessThan(70);
  });

  it('is not taken for a secret that a message must hide, whatever the names in it', () => {
    const unlucky = signActionToken({ ...claim, scope: 'sk/production-of-the-shop', by: 'rk/email' }, secret);
    expect(redactText(actionLink('https://actions.shop.example', unlucky))).toContain(unlucky);
    const names = anyClaim.filter(({ by }) => /^[a-z0-9/-]+$/.test(by));
    fc.assert(
      fc.property(names, (any) => {
        const link = actionLink(
          'https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-central-1.on.aws/',
          signActionToken(any, secret),
        );
        expect(redactText(link)).toBe(link);
      }),
    );
  });
});

describe('actionLink()', () => {
  it.each(['https://actions.shop.example', 'https://actions.shop.example/'])('joins %s and a token', (base) => {
    expect(actionLink(base, 'token')).toBe('https://actions.shop.example/i/token');
  });
});
