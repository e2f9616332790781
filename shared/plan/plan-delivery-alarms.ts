import { needsOfChannel } from '../channels/needs-of-channel.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import type { AlarmContext } from './alarms/alarm-context.ts';
import { channelFailing } from './alarms/channel-failing.ts';
import { finishAlarm } from './alarms/describe-alarm.ts';
import { routerSweep } from './alarms/router-sweep.ts';
import { smsSpend } from './alarms/sms-spend.ts';
import { topicUndelivered } from './alarms/topic-undelivered.ts';
import { topicIds } from './names.ts';
import type { Plan } from './plan.ts';

/** What alerts travel through. */
export interface DeliveryWays extends Pick<Plan, 'channels' | 'topics' | 'subscriptions' | 'smsMonthlyLimitUsd'> {
  /** Channels that somebody may be told through. */
  readonly usedChannels: readonly string[];
}

/**
 * Alarms on the way that alerts take: channels that fail, topics that do not reach everybody, SMS beyond their limit, a router that
 * is gone. All of them go to the watcher topic, never through the router that they watch.
 */
export function planDeliveryAlarms(
  { channels, topics, subscriptions, smsMonthlyLimitUsd, usedChannels }: DeliveryWays,
  { scope, ...context }: AlarmContext & { readonly scope: string },
): readonly PlannedAlarm[] {
  const native = subscriptions.filter(({ protocol }) => protocol !== 'lambda');
  const reaching = new Set(native.map(({ topic }) => topic));
  // The watcher's own topic is left out: its alarm would go to the topic that has just failed.
  const watched = topics.filter(({ id, region }) => reaching.has(id) && id !== topicIds.watcher(region));
  const texts =
    native.some(({ protocol }) => protocol === 'sms') ||
    Object.values(channels).some((spec) => needsOfChannel(spec).sendsSms);
  const drafts = [
    ...usedChannels.map((channel) => channelFailing(channel, context)),
    ...watched.map(topicUndelivered),
    ...(texts ? [smsSpend(smsMonthlyLimitUsd, context)] : []),
    routerSweep(context),
  ];
  return drafts.map((draft) => finishAlarm(draft, scope));
}
