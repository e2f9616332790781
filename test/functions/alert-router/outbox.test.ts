import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../../functions/alert-router/outbox.ts';
import type { HttpContent } from '../../../shared/model/channel-content.ts';
import type { HttpAnswer, HttpPost } from '../../../shared/ports/http-poster.ts';
import { changedAtMs } from '../../support/alert-samples.ts';

const values: Readonly<Record<string, string>> = {
  'hook/address': 'https://status.shop.example/in/a1b2c3d4e5f6?key=zzzzzzzzzz',
  'hook/signing': 'the-signing-secret',
  'hook/broken': 'not an address',
  'hook/file': 'file:///etc/passwd',
};

const content: HttpContent = {
  via: 'http',
  url: { secret: 'hook/address' },
  headers: { 'content-type': 'application/json' },
  body: '{"a":"ü"}',
};

function outboxThat(answer: HttpAnswer = { answered: true, status: 200, body: '' }) {
  const posts: HttpPost[] = [];
  const published: unknown[] = [];
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
    send: (content: HttpContent) => outbox.send({ channel: 'hook', content, timeoutMs: 1_000 }),
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
  ])('does not repeat $what when the receiver does', async ({ body }) => {
    const { send } = outboxThat({ answered: true, status: 403, body });
    const outcome = await send({ ...content, signWith: { secret: 'hook/signing' } });
    expect(outcome).toMatchObject({ result: 'rejected' });
    expect(JSON.stringify(outcome)).not.toMatch(/a1b2c3d4e5f6|zzzzzzzzzz|the-signing-secret/);
  });

  it('shortens what the receiver says', async () => {
    const { send } = outboxThat({ answered: true, status: 400, body: 'bad '.repeat(250) });
    const outcome = await send(content);
    expect('problem' in outcome ? outcome.problem.length : 0).toBeLessThanOrEqual(300);
  });
});
