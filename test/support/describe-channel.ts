import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFetchPoster } from '../../functions/alert-router/fetch-poster.ts';
import { createOutbox } from '../../functions/alert-router/outbox.ts';
import { createTopicPublisher } from '../../functions/aws/topic-publisher.ts';
import type { AlertMessage } from '../../shared/alerting/alert-message.ts';
import { composeContent } from '../../shared/channels/compose-content.ts';
import type { ChannelSpec } from '../../shared/channels/registry.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import { changedAtMs } from './alert-samples.ts';
import { alertStories } from './alert-stories.ts';
import { anyAlert } from './any-alert.ts';
import { leakyAlerts } from './leaky-alerts.ts';
import { type Receiver, type Reply, startReceiver } from './receiver.ts';
import { standInClient, startSns } from './sns-stand-in.ts';
import { vendorLimits } from './vendor-limits.ts';

const opening = alertStories['endpoint-down'];
const closing = alertStories['resolved-after-12-minutes'];

/** The secret part of the address that HTTP channels post to in this kit. */
const secretPath = '/services/T0AAAA/B0BBBB/cccccccccccccccccccc';

/** What every kind of channel must do, whatever it is. One call per kind. */
export function describeChannel(spec: ChannelSpec): void {
  describe(`${spec.kind} conforms`, () => {
    const compose = (message: AlertMessage) => composeContent(message, spec);

    it('tells what is wrong, where and why', () => {
      const text = readable(compose(opening));
      for (const part of ['CRITICAL', 'shop', 'prod', 'web is down', '14:03', '503']) expect(text).toContain(part);
    });

    it('tells that it is over, and how long it was', () => {
      const text = readable(compose(closing));
      for (const part of ['RESOLVED', 'web was down for 12 minutes', '14:15']) expect(text).toContain(part);
      expect(text).not.toContain('is down');
    });

    it('stays inside its vendor’s limits, whatever the message holds', () => {
      fc.assert(
        fc.property(anyAlert, (message) => vendorLimits[spec.kind](compose(message))),
        { numRuns: 150 },
      );
    });

    it.each(leakyAlerts)('leaks no secret: $what in every field', ({ message, secrets }) => {
      const text = JSON.stringify(compose(message));
      for (const secret of secrets) expect(text).not.toContain(secret);
    });

    it.each(answers)('takes $what as $result', async ({ reply, code, result, retryAfterMs }) => {
      await using receiver = await startVendor(spec, reply, code);
      const outcome = await send(compose(opening), receiver);
      expect(outcome).toMatchObject({
        result,
        ...(retryAfterMs === undefined || isTopic(spec) ? {} : { retryAfterMs }),
      });
      expect(receiver.received).toHaveLength(1);
      expect(JSON.stringify(outcome)).not.toContain('cccccccccccccccccccc');
    });
  });
}

interface Answer {
  readonly what: string;
  readonly reply: Reply;
  /** The error code by which SNS says the same. */
  readonly code?: string;
  readonly result: 'delivered' | 'retry' | 'rejected';
  readonly retryAfterMs?: number;
}

const answers: readonly Answer[] = [
  { what: 'success', reply: { status: 200, body: 'ok' }, result: 'delivered' },
  {
    what: 'overload',
    reply: { status: 429, headers: { 'retry-after': '7' } },
    code: 'ThrottledException',
    result: 'retry',
    retryAfterMs: 7_000,
  },
  { what: 'a failure on the other side', reply: { status: 500, body: 'oops' }, code: 'InternalError', result: 'retry' },
  { what: 'an outage on the other side', reply: { status: 503 }, code: 'ServiceUnavailable', result: 'retry' },
  {
    what: 'a receiver that is not there',
    reply: { status: 404, body: `no_service ${secretPath}` },
    code: 'NotFound',
    result: 'rejected',
  },
  { what: 'a refusal', reply: { status: 403, body: 'invalid_token' }, code: 'AuthorizationError', result: 'rejected' },
  { what: 'silence', reply: 'silence', result: 'retry' },
  { what: 'a broken connection', reply: 'reset', result: 'retry' },
];

const isTopic = (spec: ChannelSpec): boolean => composeContent(opening, spec).via === 'topic';

/** The vendor's server: SNS for channels that SNS delivers, a plain receiver otherwise. */
async function startVendor(spec: ChannelSpec, reply: Reply, code: string | undefined): Promise<Receiver> {
  if (!isTopic(spec) || typeof reply === 'string') return await startReceiver(() => reply);
  return await startSns(() => (code === undefined ? undefined : { status: reply.status, code }));
}

async function send(content: ChannelContent, { url }: Receiver) {
  const clock = { now: () => changedAtMs };
  const client = standInClient(url);
  const publisher = createTopicPublisher({
    client,
    region: 'eu-central-1',
    account: '111122223333',
    channelTopics: { it: 'shop-prod-channel-it' },
  });
  const outbox = createOutbox({
    publisher,
    poster: createFetchPoster(),
    secrets: { get: async () => `${url}${secretPath}` },
    clock,
  });
  const here = content.via === 'http' ? { ...content, url: { secret: 'address' } } : content;
  return await outbox.send({ channel: 'it', content: here, timeoutMs: 300 });
}

/** Everything that a reader may see, as one text. */
function readable(content: ChannelContent): string {
  return content.via === 'http' ? content.body : `${content.subject ?? ''}\n${content.message}`;
}
