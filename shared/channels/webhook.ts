import * as z from 'zod/mini';
import type { AlertLink, AlertMessage } from '../alerting/alert-message.ts';
import { urlField } from '../schema/fields.ts';
import { secretField } from '../schema/secret-field.ts';
import type { ChannelKind } from './channel.ts';

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
  compose: (message, { url, signingSecret }) => ({
    via: 'http',
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(composeBody(message)),
    ...(signingSecret === undefined ? {} : { signWith: signingSecret }),
  }),
};

/**
 * Version 1 of the body (docs/webhook.md). Every field is always there, null where there is nothing to say; fields may be
 * added, none is renamed or removed within the version.
 */
function composeBody(message: AlertMessage) {
  const { key, status, severity, service, environment, alarmName, changedAtMs, sinceMs, timeZone } = message;
  const { title, headline, reason, expected, actual, rule, meaning, facts, links } = message;
  const urlOf = (label: AlertLink['label']) => links.find((link) => link.label === label)?.url ?? null;
  return {
    version: 1,
    id: `${key}/${changedAtMs}`,
    key,
    status,
    severity,
    service,
    environment,
    title,
    headline,
    reason,
    expected: expected ?? null,
    actual: actual ?? null,
    rule,
    meaning,
    facts,
    links: { runbook: urlOf('Runbook'), dashboard: urlOf('Dashboard'), alarm: urlOf('Alarm') },
    alarm: alarmName,
    changedAt: new Date(changedAtMs).toISOString(),
    since: sinceMs === undefined ? null : new Date(sinceMs).toISOString(),
    timeZone,
  };
}
