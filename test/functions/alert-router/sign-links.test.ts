import { describe, expect, it } from 'vitest';
import { createActionLinks } from '../../../functions/alert-router/sign-links.ts';
import { linkLifetimeMs } from '../../../shared/actions/action-link.ts';
import { readActionToken } from '../../../shared/actions/action-token.ts';

const nowMs = Date.parse('2026-01-07T02:00:00Z');
const reader = { incident: 'k3v9x2m7q1wz', channel: 'chat', nowMs };
const linksWith = (change: Partial<Parameters<typeof createActionLinks>[0]> = {}) =>
  createActionLinks({
    ...{ service: 'shop', environment: 'prod' },
    baseUrl: () => 'https://actions.shop.example/',
    secret: async () => 'a long secret of links',
    ...change,
  });

describe('createActionLinks()', () => {
  it('signs who was told, of what, for a week', async () => {
    const url = new URL((await linksWith()(reader)) ?? '');
    const token = url.pathname.split('/').at(-1) ?? '';
    const of = { secret: 'a long secret of links', scope: 'shop/prod', nowMs };
    const claim = { scope: 'shop/prod', incident: reader.incident, by: 'chat', expiresAtMs: nowMs + linkLifetimeMs };
    expect(url.origin).toBe('https://actions.shop.example');
    expect(readActionToken(token, of)).toEqual({ ok: true, claim });
    expect(url.href).not.toContain('secret');
  });

  it('makes none where nobody would answer', async () => {
    expect(await linksWith({ baseUrl: () => '' })(reader)).toBeUndefined();
  });

  it('gives each reader a link of their own', async () => {
    const links = linksWith();
    expect(await links(reader)).not.toBe(await links({ ...reader, channel: 'ada/sms' }));
  });
});
