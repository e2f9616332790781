import { type ChannelSpec, channelKinds } from '../channels/registry.ts';
import type { AlarmState } from '../model/alarm.ts';
import { severities } from '../model/severity.ts';
import { functionIds, topicIds } from './names.ts';
import type { PlannedSubscription, PlannedTopic, SubscriptionScope } from './plan.ts';

interface TopicNeeds {
  readonly scope: string;
  readonly region: string;
  readonly locations: readonly string[];
  readonly channels: Readonly<Record<string, ChannelSpec>>;
  readonly backstop: readonly string[];
}

/** Native addresses of a channel: those that SNS reaches by itself. */
export function nativeAddresses(
  spec: ChannelSpec,
): readonly { readonly protocol: 'email' | 'sms'; readonly address: string }[] {
  return channelKinds[spec.kind].subscriptions(spec as never);
}

/** Regions in which something of ours runs, the home region first. */
const regionsOf = ({ region, locations }: TopicNeeds): readonly string[] => [...new Set([region, ...locations])];

/** What follows the scope in the name of a channel's topic. Those of people are called `ada/sms`, and names of topics know no slash (API_CreateTopic). */
const topicOfChannel = (channel: string): string =>
  channel.includes('/') ? `person-${channel.replace('/', '-')}` : `channel-${channel}`;

/** A topic per severity, one per email or SMS channel, and a watcher per region, where alarms on our own functions live. */
export function planTopics(needs: TopicNeeds): readonly PlannedTopic[] {
  const { scope, region, channels } = needs;
  const bySeverity = severities.map((severity) => ({
    id: topicIds.severity(severity),
    name: `${scope}-${severity}`,
    region,
    purpose: `Alarms of severity ${severity}; the router passes them on.`,
  }));
  const byChannel = Object.entries(channels)
    .filter(([, spec]) => nativeAddresses(spec).length > 0)
    .map(([name, spec]) => ({
      id: topicIds.channel(name),
      name: `${scope}-${topicOfChannel(name)}`,
      region,
      purpose: `Composed ${spec.kind} messages of the channel ${name}.`,
    }));
  const watchers = regionsOf(needs).map((watched) => ({
    id: topicIds.watcher(watched),
    name: `${scope}-watcher`,
    region: watched,
    purpose: 'Alarms on our own functions and jobs; straight to the backstop.',
  }));
  return [...bySeverity, ...byChannel, ...watchers];
}

/** Two channels of the backstop may share an address: it is told once. */
function withoutRepeats(subscriptions: readonly PlannedSubscription[]): readonly PlannedSubscription[] {
  return [...new Map(subscriptions.map((subscription) => [JSON.stringify(subscription), subscription])).values()];
}

/**
 * Severity topics feed the router. Channel topics feed their addresses. The backstop is subscribed natively to critical
 * alarms (openings only: the router tells of ends) and to everything about our own functions.
 */
export function planSubscriptions(needs: TopicNeeds): readonly PlannedSubscription[] {
  const { channels, backstop } = needs;
  const routed = severities.map(
    (severity): PlannedSubscription => ({
      topic: topicIds.severity(severity),
      protocol: 'lambda',
      function: functionIds.alertRouter,
    }),
  );
  const composed = Object.entries(channels).flatMap(([name, spec]) =>
    nativeAddresses(spec).map(
      (native): PlannedSubscription => ({ topic: topicIds.channel(name), ...native, told: 'everything' }),
    ),
  );
  const addresses = backstop.flatMap((name) => {
    const spec = channels[name];
    return spec === undefined ? [] : nativeAddresses(spec);
  });
  const critical = addresses.map(
    (native): PlannedSubscription => ({ topic: topicIds.severity('critical'), ...native, told: 'openings' }),
  );
  const watching = regionsOf(needs).flatMap((watched) =>
    addresses.map(
      (native): PlannedSubscription => ({ topic: topicIds.watcher(watched), ...native, told: 'openings-and-ends' }),
    ),
  );
  return [...routed, ...withoutRepeats([...composed, ...critical, ...watching])];
}

/** A filter policy of SNS on the message body, which alarm notifications need: they have no message attributes. */
export type BodyFilter = Readonly<Record<string, unknown>>;

/** What SNS lets through for each scope (sns-subscription-filter-policies.html); undefined lets everything through. */
export const bodyFilters: Readonly<Record<SubscriptionScope, BodyFilter | undefined>> = {
  everything: undefined,
  openings: { NewStateValue: ['ALARM'] },
  'openings-and-ends': { $or: [{ NewStateValue: ['ALARM'] }, { NewStateValue: ['OK'], OldStateValue: ['ALARM'] }] },
};

/** The same filter for those who deliver on this machine. */
export function isTold(
  scope: SubscriptionScope,
  change: { readonly from: AlarmState; readonly to: AlarmState },
): boolean {
  if (scope === 'everything' || change.to === 'ALARM') return true;
  return scope === 'openings-and-ends' && change.from === 'ALARM' && change.to === 'OK';
}
