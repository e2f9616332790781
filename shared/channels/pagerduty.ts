import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import type { SecretRef } from '../model/secret-ref.ts';
import { secretField } from '../schema/secret-field.ts';
import type { ChannelKind, ChannelTestFacts } from './channel.ts';
import { jsonHeaders } from './json-headers.ts';
import { plainNeeds } from './plain-needs.ts';
import { shorten } from './shorten.ts';
import { drillNotice, itemsTitle, stepsTitle } from './wording.ts';

const fields = {
  /** The integration key of an Events API v2 integration: whoever knows it may page. */
  routingKey: secretField(),
  /** Where the account lives; default `us`. */
  region: z.optional(z.enum(['us', 'eu'])),
};

/** Limits of the Events API v2 (https://developer.pagerduty.com/docs/events-api-v2-overview); its body has at most 512 KB. */
const mostOfSummary = 1_024;
const mostOfDedupKey = 255;

const addresses = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;

/** PagerDuty through the Events API v2: one alert there per incident here. */
export const pagerduty: ChannelKind<'pagerduty', typeof fields> = {
  kind: 'pagerduty',
  fields,
  isNative: false,
  subscriptions: () => [],
  endsWithPerson: true,
  hearsAcknowledgements: true,
  needs: plainNeeds,
  compose: (message, spec) => enqueue(composeEvent(message), spec),
  test: (spec) => ({ how: 'send', isQuiet: true, compose: (facts) => enqueue(composeTest(facts), spec) }),
};

interface PagerDutySpec {
  readonly routingKey: SecretRef;
  readonly region?: keyof typeof addresses | undefined;
}

function enqueue(event: object, { routingKey, region = 'us' }: PagerDutySpec): ChannelContent {
  return {
    via: 'http',
    url: addresses[region],
    headers: jsonHeaders,
    body: JSON.stringify(event),
    bodySecrets: { routing_key: routingKey },
  };
}

/** A reminder and a step of an escalation are triggers of the same alert: PagerDuty notes them in its log. */
const actions = {
  firing: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
  summary: 'trigger',
} as const satisfies Record<AlertMessage['status'], string>;

function composeEvent(message: AlertMessage) {
  const { key, status, severity, service, environment, headline, title, alarmName, changedAtMs, links } = message;
  return {
    event_action: actions[status],
    dedup_key: dedupKey(key),
    client: 'Watchkeeper',
    payload: {
      summary: shorten(headline, mostOfSummary),
      source: `${service} ${environment}`,
      // A summary is news about several that others page for: it wakes nobody.
      severity: status === 'summary' ? 'info' : severity,
      timestamp: new Date(changedAtMs).toISOString(),
      ...(alarmName === '' ? {} : { component: alarmName }),
      group: service,
      class: title,
      custom_details: composeDetails(message),
    },
    links: links.map(({ label, url }) => ({ href: url, text: label })),
  };
}

/** The key itself where PagerDuty takes it; otherwise what stands for it as surely. */
function dedupKey(key: string): string {
  return key !== '' && key.length <= mostOfDedupKey ? key : createHash('sha256').update(key).digest('hex');
}

/** What the alert shows as a table: what there is nothing to say about is left out. */
function composeDetails(message: AlertMessage): Readonly<Record<string, unknown>> {
  const {
    reason,
    expected,
    actual,
    rule,
    meaning,
    note,
    owner,
    items = [],
    runbookSteps = [],
    facts,
    isDrill,
  } = message;
  const steps = runbookSteps.map(
    ({ text, run }, index) => `${index + 1}. ${text}${run === undefined ? '' : `: ${run}`}`,
  );
  const details: readonly (readonly [string, string | readonly string[] | undefined])[] = [
    ['Drill', isDrill === true ? drillNotice : undefined],
    ['Reason', reason],
    ['Expected', expected],
    ['Actual', actual],
    ['Rule', rule],
    ['Meaning', meaning],
    ['Note', note],
    ['Owner', owner],
    [itemsTitle(message), items],
    [stepsTitle, steps],
    ...facts.map(({ label, value }) => [label, value] as const),
  ];
  const named = new Map<string, string | readonly string[]>();
  for (const [label, value] of details) {
    // The first of a name stays: a fact does not replace what the message itself says.
    if (value !== undefined && value.length > 0 && !named.has(label)) named.set(label, value);
  }
  return Object.fromEntries(named);
}

/** The end of an alert that never was: PagerDuty checks the key and drops the event, so that nobody is paged. */
function composeTest({ service, environment, channel }: ChannelTestFacts) {
  return { event_action: 'resolve', dedup_key: dedupKey(`test/${service}/${environment}/${channel}`) };
}
