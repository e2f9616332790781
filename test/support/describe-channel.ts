import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeContent } from '../../shared/channels/compose-content.ts';
import { type ChannelSpec, channelKinds } from '../../shared/channels/registry.ts';
import { reviseContent } from '../../shared/channels/revise-content.ts';
import { testOfChannel } from '../../shared/channels/test-of-channel.ts';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import { listSecretRefs } from '../../shared/model/secret-ref.ts';
import { changedAtMs } from './alert-samples.ts';
import { alertStories } from './alert-stories.ts';
import { anyAlert } from './any-alert.ts';
import { answersOf } from './channel-answers.ts';
import { secretValue, sendToVendor, startVendor } from './channel-vendor.ts';
import { leakyAlerts } from './leaky-alerts.ts';
import { vendorLimits } from './vendor-limits.ts';

const opening = alertStories['endpoint-down'];

/** Every status with its story, and words that any channel must say of it: the first ones first. */
const stories = [
  {
    what: 'what is wrong, where and why',
    message: opening,
    says: ['CRITICAL', 'shop', 'prod', 'web is down', '14:03', '503'],
  },
  {
    what: 'that it is over, and how long it was',
    message: alertStories['resolved-after-12-minutes'],
    says: ['RESOLVED', 'web was down for 12 minutes', '14:15'],
    never: 'is down',
  },
  {
    what: 'that nobody acknowledged it',
    message: alertStories['not-acknowledged'],
    says: ['CRITICAL', 'web is down', 'not acknowledged for 10 minutes'],
  },
  {
    what: 'that somebody acknowledged it',
    message: alertStories.acknowledged,
    says: ['ACKNOWLEDGED', 'web is down', 'Ada Lovelace takes care of it'],
    never: 'CRITICAL',
  },
  {
    what: 'that it is only a drill, before anything else',
    message: alertStories.drill,
    says: ['DRILL CRITICAL', 'web is down', '503'],
  },
  {
    what: 'of how many alerts a summary is',
    message: alertStories.digest,
    says: ['WARNING', '3 alerts, 1 still open'],
    never: 'CRITICAL',
  },
] as const satisfies readonly {
  readonly what: string;
  readonly message: AlertMessage;
  readonly says: readonly string[];
  readonly never?: string;
}[];

/** What every channel must do, whatever its kind and form. One call per form. */
export function describeChannel(name: string, spec: ChannelSpec): void {
  const compose = (message: AlertMessage, thread?: string) => composeContent(message, spec, thread);

  describe(`${name} conforms`, () => {
    it.each(stories)('tells $what', ({ message, says, ...story }) => {
      const text = readable(compose(message));
      for (const part of says) expect(text).toContain(part);
      if ('never' in story) expect(text).not.toContain(story.never);
    });

    it('says DRILL in front of whatever else it says of a drill, even where its headline forgot it', () => {
      const forgetful = { ...opening, isDrill: true as const };
      const text = readable(compose(forgetful));
      expect(text.indexOf('DRILL')).toBeGreaterThanOrEqual(0);
      expect(text.indexOf('DRILL')).toBeLessThan(text.indexOf('CRITICAL'));
    });

    it('stays inside its vendor’s limits, whatever the message holds', () => {
      fc.assert(
        fc.property(anyAlert, (message) => vendorLimits[spec.kind](compose(message))),
        { numRuns: 100 },
      );
    });

    it.each(leakyAlerts)('leaks no secret: $what in every field', ({ message, secrets }) => {
      const text = JSON.stringify(compose(message));
      for (const secret of secrets) expect(text).not.toContain(secret);
    });

    it('needs the secrets that its messages ask for, and no others', () => {
      const { secrets } = channelKinds[spec.kind].needs(spec as never);
      expect(listSecretRefs(compose(opening))).toEqual(secrets);
    });
  });

  describe(`sending by ${name}`, () => {
    it.each(answersOf(compose(opening)))('takes $what as $result', async ({ reply, code, result, retryAfterMs }) => {
      const content = compose(opening);
      await using vendor = await startVendor(content, reply, code);
      const outcome = await sendToVendor(content, vendor, reply === 'silence' ? 300 : 5_000);
      expect(outcome).toMatchObject({ result, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
      expect(vendor.received).toHaveLength(1);
      expect(JSON.stringify(outcome)).not.toContain(secretValue);
    });

    it('joins and changes the message that its vendor gave a name, and nothing where there are no names', async () => {
      const content = compose(opening);
      await using vendor = await startVendor(content, answersOf(content)[0].reply, undefined);
      const outcome = await sendToVendor(content, vendor);
      const thread = outcome.result === 'delivered' ? outcome.thread : undefined;
      const closing = alertStories['resolved-after-12-minutes'];
      if (thread === undefined) {
        expect(compose(closing, 'a name')).toEqual(compose(closing));
        expect(reviseContent(closing, spec, 'a name')).toBeUndefined();
        return;
      }
      for (const later of [compose(closing, thread), reviseContent(closing, spec, thread)]) {
        expect(JSON.stringify(later)).toContain(thread);
        expect(JSON.stringify(later)).toContain('RESOLVED');
      }
    });

    it('tells nobody the secrets of a request that is refused with all that it held', async () => {
      const content = compose(opening);
      await using vendor = await startVendor(content, 'echo', 'InvalidParameter');
      const outcome = await sendToVendor(content, vendor);
      expect(outcome.result).toBe('rejected');
      expect(JSON.stringify(outcome)).not.toContain(secretValue);
      expect(JSON.stringify(outcome)).not.toContain('+1202');
    });
  });

  describeTest(name, spec);
}

function describeTest(name: string, spec: ChannelSpec): void {
  const test = testOfChannel(spec);
  if (test.how !== 'send') return;
  const facts = {
    service: 'shop',
    environment: 'prod',
    channel: 'it',
    nowMs: changedAtMs,
    timeZone: 'Europe/Zurich',
  };

  it(`the test of ${name} asks for its own secrets, and is nothing that an alert could be taken for`, async () => {
    const content = test.compose(facts);
    expect(listSecretRefs(content)).toEqual(listSecretRefs(spec));
    expect(readable(content)).not.toMatch(/CRITICAL|WARNING|trigger|firing/);
    await using vendor = await startVendor(content, answersOf(content)[0].reply, undefined);
    expect(await sendToVendor(content, vendor)).toMatchObject({ result: 'delivered' });
  });
}

/** Everything that a reader may see, as one text. */
function readable(content: ChannelContent): string {
  if (content.via === 'http') return content.body;
  return content.via === 'phone' ? content.message : `${content.subject ?? ''}\n${content.message}`;
}
