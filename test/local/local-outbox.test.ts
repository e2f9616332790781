import { describe, expect, it } from 'vitest';
import { createSendingOutbox } from '../../local/local-outbox.ts';
import { createEnvSecrets } from '../../local/memory/env-secrets.ts';
import { createShowingOutbox } from '../../local/shown-outbox.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import { startReceiver } from '../support/receiver.ts';

const slackPost: ChannelContent = { via: 'http', url: { secret: 'slack/team' }, headers: {}, body: '{"text":"down"}' };
const email: ChannelContent = { via: 'topic', subject: 'Down', message: 'It is down.' };
const parcel = (content: ChannelContent) => ({ channel: 'team', content, timeoutMs: 5_000 });

describe('createShowingOutbox()', () => {
  it('sends nothing and says who would', async () => {
    const outbox = createShowingOutbox();
    expect(await outbox.send(parcel(slackPost))).toEqual({
      result: 'rehearsed',
      problem: 'Shown here; "watchkeeper start --send" posts it',
    });
    expect(await outbox.send(parcel(email))).toEqual({ result: 'rehearsed', problem: 'Shown here; AWS sends it' });
  });
});

describe('createSendingOutbox()', () => {
  const clock = { now: () => 0 };

  it('posts where the secret is here', async () => {
    await using receiver = await startReceiver(() => ({ status: 200 }));
    const outbox = createSendingOutbox({ secrets: createEnvSecrets(`SLACK_TEAM=${receiver.url}/hook`), clock });
    expect(await outbox.send(parcel(slackPost))).toEqual({ result: 'delivered' });
    expect(receiver.received).toMatchObject([{ method: 'POST', path: '/hook', body: '{"text":"down"}' }]);
  });

  it('shows what it has no secret for, and email and SMS always', async () => {
    const outbox = createSendingOutbox({ secrets: createEnvSecrets(''), clock });
    expect(await outbox.send(parcel(slackPost))).toMatchObject({
      result: 'rehearsed',
      problem: expect.stringContaining('SLACK_TEAM'),
    });
    expect(await outbox.send(parcel(email))).toMatchObject({ result: 'rehearsed' });
  });
});
