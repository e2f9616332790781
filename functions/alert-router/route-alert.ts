import type { AlertMessage } from '../../shared/alerting/alert-message.ts';
import { composeAlert } from '../../shared/alerting/compose-alert.ts';
import { decideNotification } from '../../shared/alerting/decide-notification.ts';
import { identifyAlarm } from '../../shared/alerting/identify-alarm.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { parseAlarmNotification } from '../../shared/cloudwatch/parse-alarm-notification.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { AlertRouterConfig } from '../../shared/plan/alert-router-config.ts';
import type { AlarmHistory } from '../../shared/ports/alarm-history.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import { type ArrivalLetter, arrivalLetter } from './arrival-letter.ts';
import { type DispatchPorts, dispatch } from './dispatch.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { recallOpening } from './recall-opening.ts';

/** One message of an SNS topic. */
export interface Arrival {
  /** The body: CloudWatch's JSON, or whatever somebody published. */
  readonly text: string;
  /** Name of the topic, where known. */
  readonly topicName?: string;
  /** Epoch milliseconds after which no delivery is begun. */
  readonly deadlineMs: number;
}

/** The world as the router needs it. */
export interface RouterPorts extends DispatchPorts {
  readonly config: AlertRouterConfig;
  readonly evidence: Evidence;
  /** Addresses that a message of an alarm links to. */
  readonly linksOf: (alarmName: string) => { readonly alarmUrl?: string; readonly dashboardUrl?: string };
  /** Where somebody remembers when alarms began, a message about an end says how long it was. */
  readonly history?: AlarmHistory;
}

/** What became of one arrival. Plain data: this is the router's log line. */
export interface RouteReport {
  readonly outcome: 'told' | 'told-nobody' | 'dead-lettered';
  /** Why, in one sentence. */
  readonly why: string;
  readonly alarmName?: string;
  readonly evidence?: string;
  readonly deliveries: readonly DeliveryRecord[];
}

/**
 * Takes one message of an alarm to every channel of its severity. Whatever arrives, each channel's message ends delivered
 * or in the dead letters, and what cannot be read is a dead letter too. Rejects only when dead letters cannot be written,
 * so that the platform keeps the event.
 */
export async function routeAlert(arrival: Arrival, ports: RouterPorts): Promise<RouteReport> {
  const parsed = parseAlarmNotification(arrival.text);
  if (!parsed.ok) return await bury(arrival, 'unreadable-notification', parsed.problem, ports);
  const { notification } = parsed;
  const { AlarmName: alarmName, OldStateValue: from, NewStateValue: to } = notification;
  const decision = decideNotification({ from, to });
  if (!decision.tell) return { outcome: 'told-nobody', why: decision.why, alarmName, deliveries: [] };
  const composed = await compose(notification, decision.status, arrival, ports);
  if ('problem' in composed) return await bury(arrival, 'unrouted-alert', composed.problem, ports);
  const { message, evidence } = composed;
  const channels = ports.config.routes[message.severity];
  const deliveries = await dispatch({ message, channels, deadlineMs: arrival.deadlineMs }, ports);
  const outcome = channels.length === 0 ? 'told-nobody' : 'told';
  const why =
    channels.length === 0 ? `${decision.why}; no channel is told of severity ${message.severity}` : decision.why;
  return { outcome, why, alarmName, evidence, deliveries };
}

type Composed = { readonly message: AlertMessage; readonly evidence: string } | { readonly problem: string };

async function compose(
  notification: AlarmNotification,
  status: 'firing' | 'resolved',
  { topicName }: Arrival,
  ports: RouterPorts,
): Promise<Composed> {
  const { config, linksOf } = ports;
  const { service, environment, timeZone } = config;
  const { AlarmName } = notification;
  const context = identifyAlarm(notification, config, topicName);
  const region = config.alarms[AlarmName]?.region ?? config.region;
  const [{ result, finding, note }, sinceMs] = await Promise.all([
    gatherEvidence(notification, { status, context }, ports),
    status === 'resolved' ? recallOpening(notification, region, ports) : undefined,
  ]);
  try {
    const message = composeAlert({
      ...{ notification, status, context, service, environment, timeZone },
      ...(result === undefined ? {} : { evidence: result }),
      ...(finding === undefined ? {} : { finding }),
      ...linksOf(AlarmName),
      ...(sinceMs === undefined ? {} : { sinceMs }),
    });
    return { message, evidence: note };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'Cannot compose the alert' };
  }
}

async function bury(
  { text }: Arrival,
  type: ArrivalLetter['type'],
  problem: string,
  { deadLetters, clock }: RouterPorts,
): Promise<RouteReport> {
  await deadLetters.put(arrivalLetter({ type, text, problem, atMs: clock.now() }));
  return { outcome: 'dead-lettered', why: problem, deliveries: [] };
}
