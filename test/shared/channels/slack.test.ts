import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import { objectToChannel } from '../../../shared/channels/object-to-channel.ts';
import type { ChannelSpec } from '../../../shared/channels/registry.ts';
import { reviseContent } from '../../../shared/channels/revise-content.ts';
import { testOfChannel } from '../../../shared/channels/test-of-channel.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import type { ChannelContent, HttpContent } from '../../../shared/model/channel-content.ts';
import { changedAtMs, sampleAlert } from '../../support/alert-samples.ts';
import { alertStories } from '../../support/alert-stories.ts';
import { sampleForms } from '../../support/channel-samples.ts';

const bot = sampleForms['slack by a bot'];
const webhook = sampleForms.slack;
const thread = '1768309392.000100';

interface SlackCall {
  readonly text: string;
  readonly channel?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly reply_broadcast?: boolean;
  readonly attachments: readonly {
    readonly color: string;
    readonly blocks: readonly { readonly text?: { readonly text: string } }[];
  }[];
}

function posted(content: ChannelContent | undefined): HttpContent & { readonly call: SlackCall } {
  if (content?.via !== 'http') throw new Error('Must be posted');
  return { ...content, call: JSON.parse(content.body) };
}

const post = (change: Partial<AlertMessage>, spec: ChannelSpec = webhook) =>
  posted(composeContent({ ...sampleAlert(), ...change }, spec)).call;

/** The texts of all sections, one after the other. */
const textOf = ({ attachments }: SlackCall): string =>
  attachments.flatMap(({ blocks }) => blocks.map(({ text }) => text?.text ?? '')).join('\n');

describe('a bot of Slack', () => {
  it('posts to its channel with its token, and asks to be judged by the body of the answer', () => {
    const content = posted(composeContent(alertStories['endpoint-down'], bot));
    expect(content).toMatchObject({
      url: 'https://slack.com/api/chat.postMessage',
      bearer: { secret: 'slack/bot' },
      answer: 'slack',
      call: { channel: 'C012ABCDEF' },
    });
    expect(content.call).not.toHaveProperty('thread_ts');
  });

  it('joins the thread of the incident', () => {
    const { call } = posted(composeContent(alertStories['not-acknowledged'], bot, thread));
    expect(call.thread_ts).toBe(thread);
    expect(call).not.toHaveProperty('reply_broadcast');
  });

  it('shows the end in the channel too', () => {
    const { call } = posted(composeContent(alertStories['resolved-after-12-minutes'], bot, thread));
    expect(call).toMatchObject({ thread_ts: thread, reply_broadcast: true });
  });

  it('changes the first message to how it ended: headline and colour', () => {
    const content = posted(reviseContent(alertStories['resolved-after-12-minutes'], bot, thread));
    expect(content).toMatchObject({ url: 'https://slack.com/api/chat.update', bearer: bot.token, answer: 'slack' });
    expect(content.call).toMatchObject({
      channel: 'C012ABCDEF',
      ts: thread,
      parse: 'none',
      attachments: [{ color: '#17b26a' }],
    });
    expect(content.call.text).toContain('RESOLVED shop prod: web was down for 12 minutes');
  });

  it('is tested without a message', () => {
    const test = testOfChannel(bot);
    expect(test).toMatchObject({ how: 'send', isQuiet: true });
  });
});

describe('a webhook of Slack', () => {
  it('knows no threads and changes no message', () => {
    const { call } = posted(composeContent(alertStories['resolved-after-12-minutes'], webhook, thread));
    expect(call).not.toHaveProperty('thread_ts');
    expect(reviseContent(alertStories['resolved-after-12-minutes'], webhook, thread)).toBeUndefined();
  });

  it('is tested by a message that people see', () => {
    const test = testOfChannel(webhook);
    if (test.how !== 'send') throw new Error('Must send something');
    expect(test.isQuiet).toBe(false);
    const facts = { service: 'shop', environment: 'prod', channel: 'chat', nowMs: changedAtMs, timeZone: 'UTC' };
    expect(posted(test.compose(facts)).call.text).toBe(
      'Test of the channel chat of shop prod: alerts arrive here. Nothing is wrong.',
    );
  });
});

describe('a Slack message', () => {
  it('mentions people by their member ids, and nothing else by whatever is none', () => {
    const { text } = post({ mentions: ['U012ABCDEF', '!channel', '@here', 'W0ABC', 'u0abc'] });
    expect(text).toBe('*CRITICAL shop prod: web is down since 14:03 (Europe/Zurich)* <@U012ABCDEF> <@W0ABC>');
  });

  it('counts the lines that have no room', () => {
    const items = Array.from({ length: 100 }, (_, index) => `alarm ${index} ${'x'.repeat(150)}`);
    const text = textOf(post({ items }));
    const shown = text.match(/• alarm/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(10);
    expect(text).toContain(`and ${100 - shown} more`);
  });

  it.each([
    ['a command', 'kubectl get pods', '`kubectl get pods`'],
    ['a command with quotes of a shell', 'echo `date` > x', '```echo `date` &gt; x```'],
    ['a command that would end its mark', 'echo ```', 'echo ```'],
  ])('shows %s as it is', (_, run, code) => {
    const steps = [{ text: 'Look', run }];
    expect(textOf(post({ runbookSteps: steps }))).toContain(`*What to do*\n1. Look\n${code}`);
  });

  it.each([
    ['critical', {}, '#d92d20'],
    ['warning', { severity: 'warning' }, '#f79009'],
    ['info', { severity: 'info' }, '#2e90fa'],
    ['acknowledged', { status: 'acknowledged' }, '#667085'],
    ['over', { status: 'resolved' }, '#17b26a'],
    ['a drill, whatever became of it', { status: 'resolved', isDrill: true }, '#7a5af8'],
  ] as const)('has a colour of its own where it is %s', (_, change, color) => {
    expect(post(change).attachments[0]?.color).toBe(color);
  });
});

describe('the forms of a Slack channel', () => {
  const secret = { secret: 'slack/x' };

  it.each([
    ['a webhook', { webhook: secret }],
    ['a token and a channel', { token: secret, channel: 'C012ABCDEF' }],
  ])('are fine as %s', (_, form) => {
    expect(objectToChannel({ kind: 'slack', ...form })).toBeUndefined();
  });

  it.each([
    ['nothing', {}, 'webhook is missing'],
    ['a token alone', { token: secret }, 'token stands without channel'],
    ['a channel alone', { channel: 'C012ABCDEF' }, 'channel stands without token'],
    ['both', { webhook: secret, token: secret, channel: 'C012ABCDEF' }, 'a webhook and a bot stand together'],
    ['a webhook with a channel', { webhook: secret, channel: 'C012ABCDEF' }, 'a webhook and a bot stand together'],
  ])('are refused as %s', (_, form, message) => {
    const spec: ChannelSpec = { kind: 'slack', ...form };
    expect(objectToChannel(spec)).toMatchObject({ message });
    expect(() => composeContent(sampleAlert(), spec)).toThrow(/^Cannot compose for Slack: /);
  });
});
