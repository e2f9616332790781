import * as z from 'zod/mini';
import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import type { SecretRef } from '../model/secret-ref.ts';
import { patternField } from '../schema/fields.ts';
import { secretField } from '../schema/secret-field.ts';
import type { ChannelKind, ChannelTestFacts, SpecObjection } from './channel.ts';
import { jsonHeaders } from './json-headers.ts';
import { plainNeeds } from './plain-needs.ts';
import { composeSlackBody } from './slack-body.ts';
import { slackText } from './slack-text.ts';
import { testSentence } from './wording.ts';

const fields = {
  /** The incoming webhook's address: whoever knows it may post, so it is a secret. */
  webhook: z.optional(secretField()),
  /** A bot's token with the scope `chat:write`, instead of a webhook: its messages have threads, and change. */
  token: z.optional(secretField()),
  /** Id of the channel that the bot posts to. */
  channel: z.optional(patternField(/^[CG][A-Z0-9]{6,20}$/, 'an id of a channel', 'C012ABCDEF')),
};

/** Slack through an incoming webhook, or by a bot. */
export const slack: ChannelKind<'slack', typeof fields> = {
  kind: 'slack',
  fields,
  object: (spec) => formOf(spec).objection,
  isNative: false,
  subscriptions: () => [],
  endsWithPerson: false,
  hearsAcknowledgements: true,
  needs: plainNeeds,
  compose: (message, spec, thread) => {
    const { webhook, bot } = knownForm(spec);
    const body = composeSlackBody(message);
    if (bot === undefined) return postToWebhook(body, webhook);
    return call('chat.postMessage', bot, { channel: bot.channel, ...body, ...joinThread(message, thread) });
  },
  revise: (message, spec, thread) => {
    const { bot } = knownForm(spec);
    const { text, attachments } = composeSlackBody(message);
    // Without `parse`, an update reads the text anew and takes names for mentions (chat.update, `parse`).
    return bot && call('chat.update', bot, { channel: bot.channel, ts: thread, parse: 'none', text, attachments });
  },
  test: (spec) => {
    const { webhook, bot } = knownForm(spec);
    return bot === undefined
      ? { how: 'send', isQuiet: false, compose: (facts) => postToWebhook(composeTest(facts), webhook) }
      : { how: 'send', isQuiet: true, compose: () => call('auth.test', bot, {}) };
  },
};

interface SlackSpec {
  readonly webhook?: SecretRef | undefined;
  readonly token?: SecretRef | undefined;
  readonly channel?: string | undefined;
}

interface Bot {
  readonly token: SecretRef;
  readonly channel: string;
}

type Form =
  | { readonly webhook: SecretRef; readonly bot?: undefined; readonly objection?: undefined }
  | { readonly webhook?: undefined; readonly bot: Bot; readonly objection?: undefined }
  | { readonly objection: SpecObjection };

function formOf({ webhook, token, channel }: SlackSpec): Form {
  const isBot = token !== undefined || channel !== undefined;
  if (webhook !== undefined && isBot)
    return {
      objection: { message: 'a webhook and a bot stand together', hint: 'write webhook, or token and channel' },
    };
  if (webhook !== undefined) return { webhook };
  if (token !== undefined && channel !== undefined) return { bot: { token, channel } };
  const [there, missing] = token === undefined ? ['channel', 'token'] : ['token', 'channel'];
  const hint = "write webhook: secret('slack/team'), or token: secret('slack/bot') and channel: 'C012ABCDEF'";
  return { objection: { message: isBot ? `${there} stands without ${missing}` : 'webhook is missing', hint } };
}

/** The form of a channel that was checked. */
function knownForm(spec: SlackSpec): Exclude<Form, { readonly objection: SpecObjection }> {
  const form = formOf(spec);
  if (form.objection === undefined) return form;
  throw new Error(`Cannot compose for Slack: ${form.objection.message}, must be a webhook, or a token and a channel`);
}

/** The closing is shown in the channel too, so that nobody has to open a thread to learn that it is over. */
function joinThread({ status }: AlertMessage, thread: string | undefined) {
  if (thread === undefined) return {};
  return { thread_ts: thread, ...(status === 'resolved' ? { reply_broadcast: true } : {}) };
}

function postToWebhook(body: object, url: SecretRef): ChannelContent {
  return { via: 'http', url, headers: jsonHeaders, body: JSON.stringify(body) };
}

function call(method: 'chat.postMessage' | 'chat.update' | 'auth.test', { token }: Bot, body: object): ChannelContent {
  const url = `https://slack.com/api/${method}`;
  return { via: 'http', url, headers: jsonHeaders, bearer: token, body: JSON.stringify(body), answer: 'slack' };
}

/** Room for the names of three things, escaped. */
const mostOfTest = 1_000;

function composeTest(facts: ChannelTestFacts) {
  return { text: slackText(testSentence(facts), mostOfTest), unfurl_links: false, unfurl_media: false };
}
