import type { AlarmNotification } from '../../../shared/cloudwatch/alarm-notification.ts';
import { formatCloudWatchTime } from '../../../shared/cloudwatch/cloudwatch-time.ts';
import { sampleNotification } from '../../../test/support/alert-samples.ts';

/** A change of an alarm, as CloudWatch tells it. */
export interface AlarmChange {
  /** CloudWatch's name. */
  readonly alarm: string;
  readonly state: 'OK' | 'ALARM';
  /** Epoch milliseconds. */
  readonly atMs: number;
}

/** What CloudWatch publishes about it. */
export function notificationOf({ alarm, state, atMs }: AlarmChange): AlarmNotification {
  return sampleNotification({
    AlarmName: alarm,
    NewStateValue: state,
    OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
    StateChangeTime: formatCloudWatchTime(atMs),
    AlarmArn: `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${alarm}`,
  });
}

/** The event by which SNS brings it to a function. */
export function snsMessage(change: AlarmChange) {
  const TopicArn = 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical';
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        Sns: {
          Type: 'Notification',
          TopicArn,
          Subject: `${change.state}: "${change.alarm}" in EU (Frankfurt)`,
          Message: JSON.stringify(notificationOf(change)),
          MessageAttributes: {},
        },
      },
    ],
  };
}
