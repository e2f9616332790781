import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import { countSeptets } from '../../../shared/channels/gsm7.ts';
import { needsOfChannel } from '../../../shared/channels/needs-of-channel.ts';
import { objectToChannel } from '../../../shared/channels/object-to-channel.ts';
import { channelKinds } from '../../../shared/channels/registry.ts';
import { testOfChannel } from '../../../shared/channels/test-of-channel.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import { changedAtMs, sampleAlert } from '../../support/alert-samples.ts';
import { sampleForms, sampleSpecs } from '../../support/channel-samples.ts';

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
      what: 'the culprit of a reason that is too long, cut between words, before expected and actual',
      change: {
        service: 'marketplace',
        environment: 'local',
        title: 'marketplace database has a long-running query',
        reason:
          'Session 4711 of market_app has run "SELECT * FROM offers JOIN sellers USING (seller_id)" for 13 s, waits for nothing',
        expected: 'at most 5 s',
        actual: '13 s',
      },
      text: 'CRITICAL marketplace local: marketplace database has a long-running query since 14:03. Session 4711 of market_app has run "SELECT * FROM offers JOIN sellers...',
    },
    {
      what: 'no time before too little is left of a reason',
      change: { title: `${'a'.repeat(100)} is down`, reason: 'because '.repeat(40), expected: '5 s', actual: '13 s' },
      text: `CRITICAL shop prod: ${'a'.repeat(100)} is down. because because because...`,
    },
    {
      what: 'expected and actual where even a piece of the reason has no room',
      change: { title: `${'a'.repeat(107)} is down`, reason: 'because '.repeat(40), expected: '5 s', actual: '9 s' },
      text: `CRITICAL shop prod: ${'a'.repeat(107)} is down. Expected 5 s, got 9 s.`,
    },
    {
      what: 'what and when where nothing else fits',
      change: { ...withoutComparison, title: `${'a'.repeat(110)} is down`, reason: 'because '.repeat(40) },
      text: `CRITICAL shop prod: ${'a'.repeat(110)} is down since 14:03.`,
    },
    {
      what: 'the beginning of a name that fills it alone',
      change: { title: `${'a very long name of an endpoint '.repeat(8)}is down` },
      text: 'CRITICAL shop prod: a very long name of an endpoint a very long name of an endpoint a very long name of an endpoint a very long name of an endpoint a very...',
    },
    {
      what: 'what has become of it',
      change: { note: 'still open after 30 minutes', links: [] },
      text: 'CRITICAL shop prod: web is down since 14:03, still open after 30 minutes. Expected status 2xx or 3xx, got 503.',
    },
    {
      what: 'the whole reason before what has become of it',
      change: {
        note: 'not acknowledged for 10 minutes',
        reason: 'No complete TLS handshake with 192.0.2.7:443 (www.shop.example, port 443) within 5s, after 3 attempts',
      },
      text: 'CRITICAL shop prod: web is down since 14:03. No complete TLS handshake with 192.0.2.7:443 (www.shop.example, port 443) within 5s, after 3 attempts.',
    },
    {
      what: 'where to acknowledge before the runbook',
      change: {
        links: [
          { label: 'Acknowledge', url: 'https://act.shop.example/i/k3v9x2m4q7ta?s=AAEC' },
          { label: 'Runbook', url: 'https://wiki.shop.example/runbooks/web-down' },
        ],
      },
      text: 'CRITICAL shop prod: web is down since 14:03. Expected status 2xx or 3xx, got 503. https://act.shop.example/i/k3v9x2m4q7ta?s=AAEC',
    },
    {
      what: 'how many alarms it explains, not which',
      change: { items: ['checkout is down', 'search is slow'], links: [] },
      text: 'CRITICAL shop prod: web is down since 14:03. Expected status 2xx or 3xx, got 503. 2 related alarms.',
    },
    {
      what: 'the day where it is told on another one',
      change: { toldAtMs: changedAtMs + 86_400_000, links: [] },
      text: 'CRITICAL shop prod: web is down since Tue 14:03. Expected status 2xx or 3xx, got 503.',
    },
  ] as const)('says $what', ({ change, text }) => {
    expect(smsOf(change)).toBe(text);
  });

  it('says a reason as a whole or its beginning, and nothing else where there is room for that', () => {
    const words = fc.array(
      fc.constantFrom('status', '503', 'größer', '[x]', '€', 'body', 'refused', 'by', '192.0.2.7'),
      { maxLength: 40 },
    );
    const names = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 40 });
    fc.assert(
      fc.property(words, names, names, (rest, service, title) => {
        const reason = `Because ${rest.join(' ')}`.trim();
        const text = smsOf({ reason, service, title: `${title} is down`, links: [] });
        expect(countSeptets(text)).toBeLessThanOrEqual(160);
        const said = text.slice(text.indexOf('Because'));
        if (said.endsWith('...')) expect(reason).toContain(said.slice(0, -'...'.length));
        else expect(said).toBe(`${reason}.`);
      }),
    );
  });
});

describe('an SMS channel whose number is a secret', () => {
  const spec = sampleForms['sms to a secret number'];
  const number = { secret: 'phones/ada' };

  it('is texted straight, without any subscription', () => {
    expect(composeContent(sampleAlert(), spec)).toMatchObject({ via: 'phone', to: number });
    expect(channelKinds.sms.subscriptions({ to: [number] })).toEqual([]);
    expect(needsOfChannel(spec)).toEqual({ secrets: [number], sendsSms: true });
    expect(needsOfChannel(sampleSpecs.sms)).toEqual({ secrets: [], sendsSms: false });
  });

  it('is tested by a text that says so, because there is no subscription to ask for', () => {
    const test = testOfChannel(spec);
    if (test.how !== 'send') throw new Error('Must send something');
    const facts = { service: 'shop', environment: 'prod', channel: 'ada/sms', nowMs: changedAtMs, timeZone: 'UTC' };
    expect(test.isQuiet).toBe(false);
    expect(test.compose(facts)).toEqual({
      via: 'phone',
      to: number,
      message: 'TEST shop prod: texts of channel ada/sms arrive. Nothing is wrong.',
    });
    expect(testOfChannel(sampleSpecs.sms)).toEqual({ how: 'subscriptions' });
  });

  it.each([
    ['among others', ['+12025550101', number], 'a number that is a secret stands among others'],
    ['alone', [number], undefined],
  ] as const)('is judged %s', (_, to, message) => {
    expect(objectToChannel({ kind: 'sms', to: [...to] })?.message).toBe(message);
  });
});
