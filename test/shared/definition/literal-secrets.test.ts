import { describe, expect, it } from 'vitest';
import { findLiteralSecrets } from '../../../shared/definition/literal-secrets.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const join = (...parts: readonly string[]): string => parts.join('');

describe('findLiteralSecrets()', () => {
  it.each([
    ['a Slack webhook', join('https://hooks.slack', '.com/services/T0/B0/x1')],
    ['a Slack token', join('xo', 'xb-1234567890-abcdef')],
    ['an AWS access key', join('AKIA', 'ABCDEFGHIJKLMNOP')],
    ['a GitHub token', join('gh', 'p_abcdefghijklmnopqrstuvwx')],
    ['a payment key', join('sk_', 'live_abcdefghijkl')],
    ['a private key', join('-----BEGIN ', 'PRIVATE KEY-----')],
    ['a JSON web token', join('eyJ', 'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc')],
    ['a password in a database address', 'postgres://probe:hunter2@db.shop.example/shop'],
    ['a key in a query', 'https://shop.example/?api_key=abcdef123456'],
  ])('finds %s anywhere in a text', (_, text) => {
    expect(findLiteralSecrets({ a: [{ b: text }] }).map(({ path }) => path)).toEqual(['a.0.b']);
  });

  it.each([
    ['an ordinary address', 'https://shop.example/health?page=2'],
    ['a certificate', '-----BEGIN CERTIFICATE-----'],
    ['a sentence about tokens', 'The token page must say "sign in"'],
    ['a reference', { secret: 'api/token' }],
  ])('lets %s pass', (_, value) => {
    expect(findLiteralSecrets({ value })).toEqual([]);
  });
});
