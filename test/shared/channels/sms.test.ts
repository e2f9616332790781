import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertMessage } from '../../../shared/alerting/alert-message.ts';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import { sampleAlert } from '../../support/alert-samples.ts';
import { sampleSpecs } from '../../support/channel-samples.ts';

function smsOf(change: Partial<AlertMessage>): string {
  const content = composeContent({ ...sampleAlert(), ...change }, sampleSpecs.sms);
  return content.via === 'topic' ? content.message : '';
}

const { expected: _expected, actual: _actual, ...withoutComparison } = sampleAlert();

describe('an SMS', () => {
  it.each([
    {
      what: 'everything where there is room',
      change: {},
      text: 'CRITICAL shop prod: web is down since 14:03. Expected status 2xx or 3xx, got 503. https://wiki.shop.example/runbooks/web-down',
    },
    {
      what: 'no runbook before it drops the reason',
      change: { reason: 'No complete TLS handshake with 192.0.2.7:443 (shop.example) within 5s, after 3 attempts' },
      text: 'CRITICAL shop prod: web is down since 14:03. No complete TLS handshake with 192.0.2.7:443 (shop.example) within 5s, after 3 attempts.',
    },
    {
      what: 'no time before it drops the reason',
      change: {
        reason:
          'Expected a body that contains "Add to basket, then pay by card", got "We are sorry: please come back in an hour or so"',
      },
      text: 'CRITICAL shop prod: web is down. Expected a body that contains "Add to basket, then pay by card", got "We are sorry: please come back in an hour or so".',
    },
    {
      what: 'expected and actual where the reason is too long',
      change: { reason: 'because '.repeat(40), expected: 'status 200', actual: 'status 503' },
      text: 'CRITICAL shop prod: web is down since 14:03. Expected status 200, got status 503. https://wiki.shop.example/runbooks/web-down',
    },
    {
      what: 'what was expected where what came fills a page',
      change: { reason: 'because '.repeat(40), expected: 'body containing "Add to basket"', actual: 'z'.repeat(200) },
      text: 'CRITICAL shop prod: web is down since 14:03. Expected body containing "Add to basket", got something else. https://wiki.shop.example/runbooks/web-down',
    },
    {
      what: 'what and when where nothing else fits',
      change: { ...withoutComparison, reason: 'because '.repeat(40), expected: 'x'.repeat(90), actual: 'y'.repeat(90) },
      text: 'CRITICAL shop prod: web is down since 14:03. https://wiki.shop.example/runbooks/web-down',
    },
    {
      what: 'the beginning of a name that fills it alone',
      change: { title: `${'a very long name of an endpoint '.repeat(8)}is down` },
      text: 'CRITICAL shop prod: a very long name of an endpoint a very long name of an endpoint a very long name of an endpoint a very long name of an endpoint a very...',
    },
  ])('says $what', ({ change, text }) => {
    expect(smsOf(change)).toBe(text);
  });

  it('says a reason as a whole or not at all', () => {
    const words = fc.array(
      fc.constantFrom('status', '503', 'größer', '[x]', '€', 'body', 'refused', 'by', '192.0.2.7'),
      { maxLength: 40 },
    );
    const names = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 60 });
    fc.assert(
      fc.property(words, names, names, (rest, service, title) => {
        const reason = `Because ${rest.join(' ')}`.trim();
        const text = smsOf({ reason, service, title: `${title} is down` });
        if (text.includes('Because')) expect(text).toContain(`${reason}.`);
      }),
    );
  });
});
