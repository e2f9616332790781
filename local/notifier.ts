import { findMaintenance } from '../shared/alerting/find-maintenance.ts';
import { type AlarmNotification, buildAlarmNotification } from '../shared/cloudwatch/alarm-notification.ts';
import { arnOf, placeholderAccount } from '../shared/cloudwatch/arn.ts';
import type { PlannedAlarm } from '../shared/model/alarm.ts';
import type { Plan } from '../shared/plan/plan.ts';
import type { DeliveryLog } from '../shared/ports/delivery-log.ts';
import type { AlarmTransition } from './alarm-board.ts';
import { deliverNatively } from './backstop.ts';
import type { RouterRunner } from './router-runner.ts';

/** What telling people needs of the world around it. */
export interface NotifierOptions {
  readonly plan: Plan;
  readonly createdAtMs: number;
  readonly deliveryLog: DeliveryLog;
  readonly router: RouterRunner;
}

/** Tells changes of alarms to the subscribers of their topics, as CloudWatch and SNS do. */
export interface Notifier {
  /** Never rejects. */
  notify(transition: AlarmTransition): Promise<void>;
  /** Brings what mute rules held back, once their windows are over. Never rejects. */
  releaseMuted(nowMs: number): Promise<void>;
}

/** Creates what tells people: CloudWatch's own text to native subscribers, and the router for the rest. */
export function createNotifier({ plan, createdAtMs, deliveryLog, router }: NotifierOptions): Notifier {
  /** By alarm: the newest change that a mute rule held back. CloudWatch brings it when the window ends. */
  const muted = new Map<string, AlarmTransition>();

  const publish = async (transition: AlarmTransition, isLate: boolean): Promise<void> => {
    const { alarm, atMs } = transition;
    const topicName = plan.topics.find(({ id }) => id === alarm.topic)?.name ?? alarm.topic;
    const notification = buildNotification(transition, { plan, topicName, createdAtMs, isLate });
    for (const record of deliverNatively(plan, { alarm, notification, atMs })) deliveryLog.write(record);
    const isRouted = plan.subscriptions.some((each) => each.protocol === 'lambda' && each.topic === alarm.topic);
    if (!isRouted) return;
    const Sns = { Message: JSON.stringify(notification), TopicArn: notification.AlarmActions[0] };
    await router.invoke({ Records: [{ Sns }] });
  };

  return {
    async notify(transition) {
      const { alarm, evaluation, atMs } = transition;
      // The plan's alarms have AlarmActions and OKActions: CloudWatch publishes nothing else.
      if (evaluation.state === 'INSUFFICIENT_DATA') return;
      if (isMuted(plan, alarm, atMs)) muted.set(alarm.id, transition);
      else {
        muted.delete(alarm.id);
        await publish(transition, false);
      }
    },
    async releaseMuted(nowMs) {
      const over = [...muted.values()].filter(({ alarm }) => !isMuted(plan, alarm, nowMs));
      for (const transition of over) {
        muted.delete(transition.alarm.id);
        await publish(transition, true);
      }
    },
  };
}

/** True while a mute rule of the plan holds an alarm's actions back. */
function isMuted({ maintenance, calendars, routing }: Plan, { id }: PlannedAlarm, atMs: number): boolean {
  const names = routing[id]?.maintenance ?? [];
  const muting = maintenance.filter(({ name, mutesBackstop }) => mutesBackstop && names.includes(name));
  return findMaintenance(muting, calendars, atMs) !== undefined;
}

interface Publication {
  readonly plan: Plan;
  readonly topicName: string;
  readonly createdAtMs: number;
  readonly isLate: boolean;
}

function buildNotification(
  { alarm, from, evaluation, atMs }: AlarmTransition,
  { plan, topicName, createdAtMs, isLate }: Publication,
): AlarmNotification {
  const accountId = plan.account ?? placeholderAccount;
  const notification = buildAlarmNotification(alarm, {
    evaluation,
    previousState: from,
    changedAtMs: atMs,
    configuredAtMs: createdAtMs,
    accountId,
    topicArn: arnOf('sns', { region: alarm.region, account: accountId }, topicName),
  });
  return isLate ? { ...notification, ActionExecutedAfterMuteWindow: true } : notification;
}
