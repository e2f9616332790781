import { describe, expect, it } from 'vitest';
import { createRehearsingOutbox } from '../../local/rehearsing-outbox.ts';
import type { ChannelContent, HttpContent } from '../../shared/model/channel-content.ts';
import type { Parcel } from '../../shared/ports/outbox.ts';

const http = (url: HttpContent['url'], signWith?: string): HttpContent => ({
  via: 'http',
  url,
  headers: {},
  body: '{}',
  ...(signWith === undefined ? {} : { signWith: { secret: signWith } }),
});

async function sendTo(content: ChannelContent) {
  const sent: Parcel[] = [];
  const outbox = createRehearsingOutbox({
    outbox: {
      send: async (parcel) => {
        sent.push(parcel);
        return { result: 'delivered' };
      },
    },
    secrets: {
      get: async ({ secret }) => {
        if (secret === 'present') return 'https://chat.shop.example/hook';
        throw new Error(`Cannot read secret "${secret}": .env.local has no line for it`);
      },
    },
  });
  return { outcome: await outbox.send({ channel: 'it', content, timeoutMs: 100 }), sent };
}

describe('the outbox of one machine', () => {
  it.each<{ what: string; content: ChannelContent; problem: string }>([
    { what: 'email', content: { via: 'topic', subject: 's', message: 'm' }, problem: 'Shown here; AWS sends it' },
    { what: 'SMS', content: { via: 'topic', message: 'm' }, problem: 'Shown here; AWS sends it' },
    {
      what: 'a text',
      content: { via: 'phone', to: { secret: 'present' }, message: 'm' },
      problem: 'Shown here; AWS sends it',
    },
    {
      what: 'a post whose routing key is missing',
      content: { ...http('https://events.example/'), bodySecrets: { routing_key: { secret: 'absent' } } },
      problem: 'Cannot read secret "absent": .env.local has no line for it',
    },
    {
      what: 'a post whose token is missing',
      content: { ...http('https://chat.example/'), bearer: { secret: 'absent' } },
      problem: 'Cannot read secret "absent": .env.local has no line for it',
    },
    {
      what: 'a post whose address is missing',
      content: http({ secret: 'absent' }),
      problem: 'Cannot read secret "absent": .env.local has no line for it',
    },
    {
      what: 'a post whose signing secret is missing',
      content: http({ secret: 'present' }, 'absent'),
      problem: 'Cannot read secret "absent": .env.local has no line for it',
    },
    {
      what: 'a post to an open address',
      content: http('https://status.shop.example/hook'),
      problem: 'Shown here; an address without a secret is posted to from AWS only',
    },
  ])('only shows $what', async ({ content, problem }) => {
    const { outcome, sent } = await sendTo(content);
    expect(outcome).toEqual({ result: 'rehearsed', problem });
    expect(sent).toEqual([]);
  });

  it.each([
    { what: 'all secrets are here', content: http({ secret: 'present' }, 'present') },
    {
      what: 'an open address is signed with a secret that is here',
      content: http('https://status.shop.example/hook', 'present'),
    },
    { what: 'it stays on this machine', content: http('http://127.0.0.1:9999/hook') },
    { what: 'it stays on this machine, by name', content: http('http://localhost:9999/hook') },
    { what: 'it stays on this machine, by IPv6', content: http('http://[::1]:9999/hook') },
  ])('sends where $what', async ({ content }) => {
    const { outcome, sent } = await sendTo(content);
    expect(outcome).toEqual({ result: 'delivered' });
    expect(sent).toMatchObject([{ channel: 'it', content, timeoutMs: 100 }]);
  });

  it.each(['http://127.0.0.1.shop.example/', 'http://localhost.shop.example/', 'nonsense'])(
    'is not fooled by %s',
    async (url) => {
      expect((await sendTo(http(url))).sent).toEqual([]);
    },
  );
});
