import * as z from 'zod/mini';
import type { AlertLink, AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import type { SecretRef } from '../model/secret-ref.ts';
import { urlField } from '../schema/fields.ts';
import { secretField } from '../schema/secret-field.ts';
import type { ChannelKind, ChannelTestFacts } from './channel.ts';
import { jsonHeaders } from './json-headers.ts';
import { plainNeeds } from './plain-needs.ts';

const fields = {
  url: z.union([urlField(), secretField()]),
  /** Signs every body, so that the receiver knows who sent it. */
  signingSecret: z.optional(secretField()),
};

/** A POST of documented JSON to any address. */
export const webhook: ChannelKind<'webhook', typeof fields> = {
  kind: 'webhook',
  fields,
  isNative: false,
  subscriptions: () => [],
  endsWithPerson: false,
  hearsAcknowledgements: true,
  needs: plainNeeds,
  compose: (message, spec) => post(composeBody(message), spec),
  test: (spec) => ({ how: 'send', isQuiet: true, compose: (facts) => post(composeTest(facts), spec) }),
};

interface WebhookSpec {
  readonly url: string | SecretRef;
  readonly signingSecret?: SecretRef | undefined;
}

function post(body: object, { url, signingSecret }: WebhookSpec): ChannelContent {
  return {
    via: 'http',
    url,
    headers: jsonHeaders,
    body: JSON.stringify(body),
    ...(signingSecret === undefined ? {} : { signWith: signingSecret }),
  };
}

/**
 * Version 1 of the body (docs/webhook.md). Every field is always there, null where there is nothing to say; fields may be
 * added, none is renamed or removed within the version.
 */
function composeBody(message: AlertMessage) {
  const { key, status, severity, service, environment, alarmName, changedAtMs, sinceMs, toldAtMs, timeZone } = message;
  const { title, headline, reason, expected, actual, rule, meaning, facts, links, note, owner } = message;
  const urlOf = (label: AlertLink['label']) => links.find((link) => link.label === label)?.url ?? null;
  return {
    version: 1,
    type: 'alert',
    id: idOf(message),
    key,
    status,
    severity,
    isDrill: message.isDrill ?? false,
    service,
    environment,
    title,
    headline,
    note: note ?? null,
    reason,
    expected: expected ?? null,
    actual: actual ?? null,
    rule,
    meaning,
    facts,
    items: message.items ?? [],
    runbookSteps: (message.runbookSteps ?? []).map(({ text, run }) => ({ text, run: run ?? null })),
    owner: owner ?? null,
    links: {
      acknowledge: urlOf('Acknowledge'),
      runbook: urlOf('Runbook'),
      dashboard: urlOf('Dashboard'),
      alarm: urlOf('Alarm'),
    },
    alarm: alarmName,
    changedAt: asTime(changedAtMs),
    since: sinceMs === undefined ? null : asTime(sinceMs),
    toldAt: toldAtMs === undefined ? null : asTime(toldAtMs),
    timeZone,
  };
}

/** One opening or one end has one id, however often it is sent; what is said in between has its own time in it. */
function idOf({ key, status, changedAtMs, toldAtMs = changedAtMs, note }: AlertMessage): string {
  const isOnce = note === undefined && (status === 'firing' || status === 'resolved');
  return isOnce ? `${key}/${changedAtMs}` : `${key}/${status}/${toldAtMs}`;
}

function composeTest({ service, environment, channel, nowMs }: ChannelTestFacts) {
  return {
    version: 1,
    type: 'test',
    id: `test/${service}/${environment}/${channel}/${nowMs}`,
    service,
    environment,
    channel,
    toldAt: asTime(nowMs),
  };
}

const asTime = (timeMs: number): string => new Date(timeMs).toISOString();
