import type { AlarmNotification } from '../shared/cloudwatch/alarm-notification.ts';
import { nativeEmailBody, nativeEmailSubject, nativeSmsText } from '../shared/cloudwatch/native-message.ts';
import type { PlannedAlarm } from '../shared/model/alarm.ts';
import type { DeliveredContent, DeliveryRecord } from '../shared/model/delivery.ts';
import type { Plan, PlannedSubscription } from '../shared/plan/plan.ts';
import { isTold, nativeAddresses } from '../shared/plan/plan-topics.ts';

type NativeSubscription = Extract<PlannedSubscription, { readonly protocol: 'email' | 'sms' }>;

/** One change of one alarm as SNS publishes it. */
export interface PublishedChange {
  readonly alarm: PlannedAlarm;
  readonly notification: AlarmNotification;
  readonly atMs: number;
}

/**
 * What the native email and SMS subscribers of the alarm's topic receive: CloudWatch's own text, without any code of ours.
 * One record per channel of the backstop that has subscribed addresses.
 */
export function deliverNatively(
  plan: Pick<Plan, 'subscriptions' | 'backstop' | 'channels'>,
  { alarm, notification, atMs }: PublishedChange,
): readonly DeliveryRecord[] {
  const { NewStateValue, OldStateValue } = notification;
  const told = plan.subscriptions.filter(
    (each): each is NativeSubscription =>
      each.protocol !== 'lambda' &&
      each.topic === alarm.topic &&
      isTold(each.told, { from: OldStateValue, to: NewStateValue }),
  );
  return plan.backstop.flatMap((channel) => {
    const spec = plan.channels[channel];
    const addresses = spec === undefined ? [] : nativeAddresses(spec);
    const subscribed = addresses.filter(({ protocol, address }) =>
      told.some((each) => each.protocol === protocol && each.address === address),
    );
    const kind = subscribed[0]?.protocol;
    if (kind === undefined) return [];
    const record: DeliveryRecord = {
      id: `${atMs}/${alarm.id}/${channel}/backstop`,
      atMs,
      channel,
      kind,
      route: 'backstop',
      alarmName: alarm.name,
      status: NewStateValue === 'ALARM' ? 'firing' : 'resolved',
      severity: alarm.severity,
      headline: nativeEmailSubject(notification),
      to: subscribed.map(({ address }) => address),
      content: nativeContent(kind, notification),
      result: 'rehearsed',
      attempts: 1,
    };
    return [record];
  });
}

function nativeContent(kind: NativeSubscription['protocol'], notification: AlarmNotification): DeliveredContent {
  return kind === 'sms'
    ? { shape: 'sms', text: nativeSmsText(notification) }
    : { shape: 'email', subject: nativeEmailSubject(notification), text: nativeEmailBody(notification) };
}
