import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signActionToken } from '../../../shared/actions/action-token.ts';
import { readFormToken, signFormToken } from '../../../shared/actions/form-token.ts';

const nowMs = Date.parse('2026-01-13T13:03:12Z');
const secret = 'the secret of prod';
const link = { scope: 'shop/prod', incident: '7k3m9x2q4ab5', by: 'ada/email' };
const form = { ...link, seenActions: 3, expiresAtMs: nowMs + 900_000 };
const read = (token: string, at = nowMs) => readFormToken(token, { secret, link, nowMs: at });

describe('readFormToken()', () => {
  it('tells how many actions a form had seen, until it expires', () => {
    const token = signFormToken(form, secret);
    expect(read(token, nowMs + 899_999)).toEqual({ ok: true, seenActions: 3 });
    expect(read(token, nowMs + 900_000)).toEqual({
      ok: false,
      why: 'stale',
      problem: 'Cannot accept this form: it stood open for too long, must be sent within 15 minutes',
    });
  });

  it.each([
    ['nothing', ''],
    ['another secret', signFormToken(form, 'another')],
    ['another person', signFormToken({ ...form, by: 'bob/sms' }, secret)],
    ['another incident', signFormToken({ ...form, incident: '7k3m9x2q4ab6' }, secret)],
    ['another environment', signFormToken({ ...form, scope: 'shop/staging' }, secret)],
    ['a link', signActionToken(form, secret)],
    ['a number that is none', signFormToken({ ...form, seenActions: -1 }, secret)],
    ['another number than was signed', signFormToken(form, secret).replace('.3.', '.4.')],
  ])('refuses %s', (_, token) => {
    expect(read(token)).toEqual({
      ok: false,
      why: 'tampered',
      problem: 'Cannot accept this form: it is not one that this page made, must be sent from the page itself',
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(read(text).ok).toBe(false);
      }),
    );
  });
});
