import { type RouterPorts, routeAlert } from '../functions/alert-router/route-alert.ts';
import { reserveMs } from '../functions/alert-router/route-records.ts';
import { type AlarmNotification, buildAlarmNotification } from '../shared/cloudwatch/alarm-notification.ts';
import { arnOf, placeholderAccount } from '../shared/cloudwatch/arn.ts';
import type { MetricDatum } from '../shared/model/metric.ts';
import { alertRouterConfig } from '../shared/plan/alert-router-config.ts';
import type { Plan, PlannedFunction } from '../shared/plan/plan.ts';
import type { AlarmTransition } from './alarm-board.ts';
import { deliverNatively } from './backstop.ts';
import { deadLetterData, invocationData } from './function-metrics.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';

/** What telling people needs of the world around it. */
export interface NotifierOptions {
  readonly plan: Plan;
  readonly createdAtMs: number;
  readonly ports: Omit<RouterPorts, 'config' | 'deadLetters'>;
  readonly deadLetters: DeadLetterStore;
  /** Takes what AWS would publish about the router. */
  readonly publish: (data: readonly MetricDatum[]) => void;
  /** The work of the router; a scenario may break it. */
  readonly work?: typeof routeAlert;
}

/** Tells a change to the subscribers of its alarm's topic, as CloudWatch and SNS do. Never rejects. */
export type Notify = (transition: AlarmTransition) => Promise<void>;

/** Creates what tells people: CloudWatch's own text to native subscribers, and the router for the rest. */
export function createNotifier({
  plan,
  createdAtMs,
  ports,
  deadLetters,
  publish,
  work = routeAlert,
}: NotifierOptions): Notify {
  const config = alertRouterConfig(plan);
  const { clock } = ports;

  const route = async (router: PlannedFunction, text: string, topicName: string): Promise<void> => {
    const startedAtMs = clock.now();
    const deadlineMs = startedAtMs + router.timeoutSeconds * 1000 - reserveMs;
    const hold = (letter: Parameters<DeadLetterStore['hold']>[1]) => {
      deadLetters.hold(router.id, letter);
      publish([deadLetterData(router, deadLetters.count(router.id), clock.now())]);
    };
    try {
      await work(
        { text, topicName, deadlineMs },
        { ...ports, config, deadLetters: { put: async (letter) => hold(letter) } },
      );
      publish(invocationData(router, 'succeeded', startedAtMs));
    } catch (error) {
      publish(invocationData(router, 'failed', startedAtMs));
      const problem = error instanceof Error ? error.message : String(error);
      hold({ type: 'unrouted-alert', atMs: clock.now(), problem, text });
    }
  };

  return async (transition) => {
    const { alarm, evaluation, atMs } = transition;
    // The plan's alarms have AlarmActions and OKActions: CloudWatch publishes nothing else.
    if (evaluation.state === 'INSUFFICIENT_DATA') return;
    const topicName = plan.topics.find(({ id }) => id === alarm.topic)?.name ?? alarm.topic;
    const notification = buildNotification(transition, { plan, topicName, createdAtMs });
    for (const record of deliverNatively(plan, { alarm, notification, atMs })) ports.deliveryLog.write(record);
    const routers = plan.functions.filter(({ id }) =>
      plan.subscriptions.some(
        (each) => each.protocol === 'lambda' && each.topic === alarm.topic && each.function === id,
      ),
    );
    await Promise.all(routers.map((router) => route(router, JSON.stringify(notification), topicName)));
  };
}

function buildNotification(
  { alarm, from, evaluation, atMs }: AlarmTransition,
  { plan, topicName, createdAtMs }: { readonly plan: Plan; readonly topicName: string; readonly createdAtMs: number },
): AlarmNotification {
  const accountId = plan.account ?? placeholderAccount;
  return buildAlarmNotification(alarm, {
    evaluation,
    previousState: from,
    changedAtMs: atMs,
    configuredAtMs: createdAtMs,
    accountId,
    topicArn: arnOf('sns', { region: alarm.region, account: accountId }, topicName),
  });
}
