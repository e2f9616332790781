import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import { testOfChannel } from '../../../shared/channels/test-of-channel.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import type { ChannelContent, HttpContent } from '../../../shared/model/channel-content.ts';
import { changedAtMs, sampleAlert } from '../../support/alert-samples.ts';
import { alertStories } from '../../support/alert-stories.ts';
import { sampleForms } from '../../support/channel-samples.ts';

interface Event {
  readonly event_action: string;
  readonly dedup_key: string;
  readonly payload: {
    readonly summary: string;
    readonly severity: string;
    readonly custom_details: Readonly<Record<string, unknown>>;
  };
}

function posted(content: ChannelContent): HttpContent & { readonly event: Event } {
  if (content.via !== 'http') throw new Error('Must be posted');
  return { ...content, event: JSON.parse(content.body) };
}

const eventOf = (change: Partial<AlertMessage>) =>
  posted(composeContent({ ...sampleAlert(), ...change }, sampleForms.pagerduty)).event;

describe('a PagerDuty event', () => {
  it('is sent with the routing key as a reference, which its body does not hold', () => {
    const content = posted(composeContent(sampleAlert(), sampleForms.pagerduty));
    expect(content).toMatchObject({
      url: 'https://events.pagerduty.com/v2/enqueue',
      bodySecrets: { routing_key: { secret: 'pagerduty/shop' } },
    });
    expect(content.body).not.toContain('routing_key');
  });

  it('goes to where the account lives', () => {
    const content = posted(composeContent(sampleAlert(), sampleForms['pagerduty in the EU']));
    expect(content.url).toBe('https://events.eu.pagerduty.com/v2/enqueue');
  });

  it.each([
    ['an opening', 'endpoint-down', 'trigger'],
    ['a reminder', 'not-acknowledged', 'trigger'],
    ['an acknowledgement', 'acknowledged', 'acknowledge'],
    ['an end', 'resolved-after-12-minutes', 'resolve'],
  ] as const)('takes %s to the same alert', (_, story, action) => {
    const { event } = posted(composeContent({ ...alertStories[story], key: 'k3v9' }, sampleForms.pagerduty));
    expect([event.event_action, event.dedup_key]).toEqual([action, 'k3v9']);
  });

  it('wakes nobody for a summary', () => {
    const { event } = posted(composeContent(alertStories.digest, sampleForms.pagerduty));
    expect([event.event_action, event.payload.severity]).toEqual(['trigger', 'info']);
  });

  it('stands for keys that are too long by keys that are as different', () => {
    const keys = ['a', 'b'].map((end) => eventOf({ key: `${'k'.repeat(300)}${end}` }).dedup_key);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(eventOf({ key: 'k'.repeat(255) }).dedup_key).toBe('k'.repeat(255));
  });

  it('lets no fact replace what the message itself says', () => {
    const { payload } = eventOf({ facts: [{ label: 'Reason', value: 'something else' }] });
    expect(payload.custom_details.Reason).toBe('Expected status 2xx or 3xx, got 503');
  });

  it('says what to do, with commands', () => {
    const { payload } = eventOf({ runbookSteps: [{ text: 'Look', run: 'kubectl get pods' }, { text: 'Think' }] });
    expect(payload.custom_details['What to do']).toEqual(['1. Look: kubectl get pods', '2. Think']);
  });
});

describe('the test of PagerDuty', () => {
  it('ends an alert that never was, under a key of its own', () => {
    const test = testOfChannel(sampleForms.pagerduty);
    if (test.how !== 'send') throw new Error('Must send something');
    expect(test.isQuiet).toBe(true);
    const facts = { service: 'shop', environment: 'prod', channel: 'duty', nowMs: changedAtMs, timeZone: 'UTC' };
    expect(posted(test.compose(facts)).event).toEqual({ event_action: 'resolve', dedup_key: 'test/shop/prod/duty' });
  });
});
