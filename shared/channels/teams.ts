import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import type { SecretRef } from '../model/secret-ref.ts';
import { secretField } from '../schema/secret-field.ts';
import type { ChannelKind, ChannelTestFacts } from './channel.ts';
import { jsonHeaders } from './json-headers.ts';
import { plainNeeds } from './plain-needs.ts';
import { shorten } from './shorten.ts';
import { adaptiveCard, composeTeamsCard, headlineOfCard } from './teams-card.ts';
import { testSentence } from './wording.ts';

const fields = {
  /** The address of a Workflows webhook: whoever knows it may post, so it is a secret. */
  webhook: secretField(),
};

/** Microsoft Teams through a webhook of its Workflows. */
export const teams: ChannelKind<'teams', typeof fields> = {
  kind: 'teams',
  fields,
  isNative: false,
  subscriptions: () => [],
  endsWithPerson: false,
  hearsAcknowledgements: true,
  needs: plainNeeds,
  compose: (message, { webhook }) => post(composeEnvelope(message), webhook),
  test: ({ webhook }) => ({ how: 'send', isQuiet: false, compose: (facts) => post(composeTest(facts), webhook) }),
};

function post(envelope: object, webhook: SecretRef): ChannelContent {
  return {
    via: 'http',
    url: webhook,
    headers: jsonHeaders,
    body: JSON.stringify(envelope),
    answer: 'teams',
  };
}

/** https://learn.microsoft.com/connectors/teams: "the message size limit is approximately 28 KB"; the rest is left to Teams. */
const mostOfEnvelopeBytes = 26_000;

/** What a notification has room for. */
const mostOfNotification = 200;

/** How much a card says, most first: the first that fits is sent. The last always does. */
const rooms = [
  { text: 1_000, value: 1_000, items: 100, steps: 20, facts: 40 },
  { text: 600, value: 200, items: 40, steps: 10, facts: 20 },
  { text: 120, value: 40, items: 5, steps: 1, facts: 10 },
] as const;

function composeEnvelope(message: AlertMessage): object {
  const [most, ...less] = rooms;
  return less.reduce(
    (envelope, room) => (fits(envelope) ? envelope : wrap(composeTeamsCard(message, room), message.headline)),
    wrap(composeTeamsCard(message, most), message.headline),
  );
}

function fits(envelope: object): boolean {
  return Buffer.byteLength(JSON.stringify(envelope)) <= mostOfEnvelopeBytes;
}

/** `summary` is what notifications show. */
function wrap(content: object, headline: string): object {
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return {
    type: 'message',
    summary: shorten(headline, mostOfNotification),
    attachments: [{ contentType, contentUrl: null, content }],
  };
}

function composeTest(facts: ChannelTestFacts): object {
  const text = testSentence(facts);
  return wrap(adaptiveCard([headlineOfCard(text, 'good')], []), text);
}
