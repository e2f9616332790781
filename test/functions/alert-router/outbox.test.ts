import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../../functions/alert-router/outbox.ts';
import type { ChannelContent, HttpContent } from '../../../shared/model/channel-content.ts';
import type { SendOutcome } from '../../../shared/model/send-outcome.ts';
import type { HttpAnswer, HttpPost } from '../../../shared/ports/http-poster.ts';
import { changedAtMs } from '../../support/alert-samples.ts';

const values: Readonly<Record<string, string>> = {
  'hook/address': 'https://status.shop.example/in/a1b2c3d4e5f6?key=zzzzzzzzzz',
  'hook/signing': 'the-signing-secret',
  'hook/broken': 'not an address',
  'hook/file': 'file:///etc/passwd',
  'slack/bot': 'the-token-of-the-bot',
  'slack/broken': 'the token\nof the bot',
  'pagerduty/shop': 'the-routing-key',
  'phones/ada': '+12025550199\n',
  'phones/broken': 'call me',
};

const content: HttpContent = {
  via: 'http',
  url: { secret: 'hook/address' },
  headers: { 'content-type': 'application/json' },
  body: '{"a":"ü"}',
};

function outboxThat(
  answer: HttpAnswer = { answered: true, status: 200, body: '' },
  phoneOutcome: SendOutcome = { result: 'delivered' },
) {
  const posts: HttpPost[] = [];
  const published: unknown[] = [];
  const texted: unknown[] = [];
  const outbox = createOutbox({
    clock: { now: () => changedAtMs },
    poster: {
      post: async (request) => {
        posts.push(request);
        return answer;
      },
    },
    publisher: {
      publish: async (publication) => {
        published.push(publication);
        return { result: 'delivered' };
      },
    },
    phones: {
      publish: async (text) => {
        texted.push(text);
        return phoneOutcome;
      },
    },
    secrets: {
      get: async ({ secret }) => {
        const value = values[secret];
        if (value === undefined) throw new Error(`Cannot read secret "${secret}": there is none`);
        return value;
      },
    },
  });
  return {
    posts,
    published,
    texted,
    send: (content: ChannelContent) => outbox.send({ channel: 'hook', content, timeoutMs: 1_000 }),
    outbox,
  };
}

describe('the outbox', () => {
  it('posts with the secrets in place', async () => {
    const { posts, send } = outboxThat();
    expect(await send(content)).toEqual({ result: 'delivered' });
    expect(posts).toEqual([
      {
        url: values['hook/address'],
        headers: { 'content-type': 'application/json' },
        body: content.body,
        timeoutMs: 1_000,
      },
    ]);
  });

  it('signs time and body where the channel has a secret for it', async () => {
    const { posts, send } = outboxThat();
    await send({ ...content, signWith: { secret: 'hook/signing' } });
    const seconds = Math.floor(changedAtMs / 1_000);
    const hex = createHmac('sha256', 'the-signing-secret').update(`${seconds}.{"a":"ü"}`).digest('hex');
    expect(posts[0]?.headers).toEqual({
      'content-type': 'application/json',
      'watchkeeper-signature': `t=${seconds},v1=${hex}`,
    });
  });

  it('publishes what goes to a topic', async () => {
    const { published, outbox } = outboxThat();
    const topic = { via: 'topic', subject: 'down', message: 'web is down' } as const;
    expect(await outbox.send({ channel: 'mail', content: topic, timeoutMs: 900 })).toEqual({ result: 'delivered' });
    expect(published).toEqual([{ channel: 'mail', subject: 'down', message: 'web is down', timeoutMs: 900 }]);
  });

  it('sends a token as a header', async () => {
    const { posts, send } = outboxThat();
    await send({ ...content, bearer: { secret: 'slack/bot' } });
    expect(posts[0]?.headers).toEqual({
      'content-type': 'application/json',
      authorization: 'Bearer the-token-of-the-bot',
    });
  });

  it('adds secrets to the body, and signs what it sends', async () => {
    const { posts, send } = outboxThat();
    const bodySecrets = { routing_key: { secret: 'pagerduty/shop' } };
    await send({ ...content, bodySecrets, signWith: { secret: 'hook/signing' } });
    const body = '{"a":"ü","routing_key":"the-routing-key"}';
    const seconds = Math.floor(changedAtMs / 1_000);
    const hex = createHmac('sha256', 'the-signing-secret').update(`${seconds}.${body}`).digest('hex');
    expect(posts).toMatchObject([{ body, headers: { 'watchkeeper-signature': `t=${seconds},v1=${hex}` } }]);
  });

  it.each([
    {
      what: 'a token that no header can hold',
      change: { bearer: { secret: 'slack/broken' } },
      problem: 'Cannot send the token: it holds what no header may hold, must be the token alone',
    },
    {
      what: 'a secret for a body that is no object',
      change: { body: '[]', bodySecrets: { routing_key: { secret: 'pagerduty/shop' } } },
      problem: 'Cannot add a secret to the body: it is not JSON of an object, must be one',
    },
  ])('sends nothing with $what', async ({ change, problem }) => {
    const { posts, send } = outboxThat();
    expect(await send({ ...content, ...change })).toEqual({ result: 'rejected', problem });
    expect(posts).toEqual([]);
  });

  it('judges an answer as its vendor means it, and passes on what the message is called', async () => {
    const answer = (body: string): HttpAnswer => ({ answered: true, status: 200, body });
    const refused = outboxThat(answer('{"ok":false,"error":"not_in_channel"}'));
    expect(await refused.send({ ...content, answer: 'slack' })).toEqual({
      result: 'rejected',
      problem: 'Slack: not_in_channel',
    });
    const taken = outboxThat(answer('{"ok":true,"ts":"1503435956.000247"}'));
    expect(await taken.send({ ...content, answer: 'slack' })).toEqual({
      result: 'delivered',
      thread: '1503435956.000247',
    });
  });

  it.each([{ secret: 'phones/ada' }, '+12025550199'])('texts the number straight: %j', async (to) => {
    const { texted, published, send } = outboxThat();
    expect(await send({ via: 'phone', to, message: 'web is down' })).toEqual({ result: 'delivered' });
    expect(texted).toEqual([{ to: '+12025550199', message: 'web is down', timeoutMs: 1_000 }]);
    expect(published).toEqual([]);
  });

  it('texts nothing that is no number, and does not repeat it', async () => {
    const { texted, send } = outboxThat();
    expect(await send({ via: 'phone', to: { secret: 'phones/broken' }, message: 'web is down' })).toEqual({
      result: 'rejected',
      problem:
        'Cannot text the number of secret "phones/broken": it is not a phone number, must be like "+12025550101"',
    });
    expect(texted).toEqual([]);
  });

  it('asks for another attempt where a number cannot be read', async () => {
    const { send } = outboxThat();
    expect(await send({ via: 'phone', to: { secret: 'phones/none' }, message: 'web is down' })).toEqual({
      result: 'retry',
      problem: 'Cannot read secret "phones/none": there is none',
    });
  });

  it('keeps a number to itself that SNS repeats', async () => {
    const problem = 'SNS InvalidParameter: +12025550199 is not valid to publish to';
    const { send } = outboxThat(undefined, { result: 'rejected', problem });
    expect(await send({ via: 'phone', to: { secret: 'phones/ada' }, message: 'web is down' })).toEqual({
      result: 'rejected',
      problem: 'SNS InvalidParameter: *** is not valid to publish to',
    });
  });

  it('asks for another attempt where a secret cannot be read', async () => {
    const { posts, send } = outboxThat();
    expect(await send({ ...content, url: { secret: 'hook/none' } })).toEqual({
      result: 'retry',
      problem: 'Cannot read secret "hook/none": there is none',
    });
    expect(posts).toEqual([]);
  });

  it.each(['hook/broken', 'hook/file'])('posts nowhere but to the web: %s', async (secret) => {
    const { posts, send } = outboxThat();
    expect(await send({ ...content, url: { secret } })).toEqual({
      result: 'rejected',
      problem: 'Cannot post to the address: it is not a URL, must be an http or https URL',
    });
    expect(posts).toEqual([]);
  });

  it.each([
    { what: 'the whole address', body: `no such hook: ${values['hook/address']}` },
    { what: 'its path', body: 'cannot POST /in/a1b2c3d4e5f6' },
    { what: 'its key', body: 'key zzzzzzzzzz is revoked' },
    { what: 'the signing secret', body: 'expected the-signing-secret' },
    { what: 'the token', body: 'the-token-of-the-bot is revoked' },
    { what: 'a secret of the body', body: 'no service of the-routing-key' },
  ])('does not repeat $what when the receiver does', async ({ body }) => {
    const { send } = outboxThat({ answered: true, status: 403, body });
    const outcome = await send({
      ...content,
      signWith: { secret: 'hook/signing' },
      bearer: { secret: 'slack/bot' },
      bodySecrets: { routing_key: { secret: 'pagerduty/shop' } },
    });
    expect(outcome).toMatchObject({ result: 'rejected' });
    expect(JSON.stringify(outcome)).not.toMatch(/a1b2c3d4e5f6|zzzzzzzzzz|the-signing-secret|the-token|the-routing-key/);
  });

  it('shortens what the receiver says', async () => {
    const { send } = outboxThat({ answered: true, status: 400, body: 'bad '.repeat(250) });
    const outcome = await send(content);
    expect('problem' in outcome ? outcome.problem.length : 0).toBeLessThanOrEqual(300);
  });
});
