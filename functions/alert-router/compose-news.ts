import { composeAlert } from '../../shared/alerting/compose-alert.ts';
import { identifyAlarm } from '../../shared/alerting/identify-alarm.ts';
import type { AlarmNews } from '../../shared/alerting/incident/hear-alarm.ts';
import { cleanMessage } from '../../shared/channels/clean-message.ts';
import { shorten } from '../../shared/channels/shorten.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { firstBadDatapoint } from '../../shared/cloudwatch/first-bad-datapoint.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { routedAlarm, routingOf } from './incident-world.ts';
import { recallOpening } from './recall-opening.ts';
import type { RouterPorts } from './router-ports.ts';

/** What an alarm's notification says in words, and what was found to explain it. */
export type ComposedNews =
  | { readonly news: AlarmNews; readonly evidence: string }
  /** Why no message can be made of it. */
  | { readonly problem: string };

/** UTF-16 units of a title. */
const mostOfTitle = 300;

/** Makes news of a notification: who it is about, how it is routed, and the message that people will read. Never rejects. */
export async function composeNews(
  notification: AlarmNotification,
  { state, changedAtMs, topicName }: Pick<AlarmNews, 'state' | 'changedAtMs'> & { readonly topicName?: string },
  ports: RouterPorts,
): Promise<ComposedNews> {
  const { config, linksOf } = ports;
  const { service, environment, timeZone } = config;
  const { AlarmName: alarm } = notification;
  const status = state === 'ALARM' ? 'firing' : 'resolved';
  const context = identifyAlarm(notification, config, topicName);
  const known = routedAlarm(config, alarm);
  const region = known?.region ?? config.region;
  const [{ result, finding, note }, sinceMs] = await Promise.all([
    gatherEvidence(notification, { status, context }, ports),
    status === 'resolved' ? recallOpening(notification, region, ports) : undefined,
  ]);
  try {
    const composed = composeAlert({
      ...{ notification, status, context, service, environment, timeZone },
      ...(result === undefined ? {} : { evidence: result }),
      ...(finding === undefined ? {} : { finding }),
      ...linksOf(alarm),
      ...(sinceMs === undefined ? {} : { sinceMs }),
    });
    // What is remembered is bounded: a notification that anybody may have written must not outgrow the store.
    const message = cleanMessage(composed);
    const title = shorten(context.title, mostOfTitle);
    const { policy, owner } = routingOf(config, alarm, context.severity);
    const beganAtMs = firstBadDatapoint(notification.NewStateReason);
    const news: AlarmNews = {
      ...{ alarm, state, changedAtMs, title, severity: context.severity, policy, message },
      ...(known === undefined ? {} : { alarmId: known.id }),
      ...(owner === undefined ? {} : { owner }),
      ...(beganAtMs === undefined ? {} : { beganAtMs }),
    };
    return { news, evidence: note };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'Cannot compose the alert' };
  }
}
