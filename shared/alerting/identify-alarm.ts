import type { AlarmNotification } from '../cloudwatch/alarm-notification.ts';
import type { AlertRouterConfig } from '../plan/alert-router-config.ts';
import type { AlertContext } from './alert-context.ts';
import { readDescription } from './read-description.ts';

/** What the router's configuration says about alarms, by name, and about topics. */
interface KnownAlarms extends Pick<AlertRouterConfig, 'severityTopics'> {
  readonly alarms: Readonly<Record<string, AlertContext>>;
}

/**
 * What is known about the alarm of a notification. One that the configuration does not hold (made by hand, or newer than
 * the router) speaks through its own description; its severity is what that says, else its topic's, else critical.
 */
export function identifyAlarm(
  { AlarmName, AlarmDescription }: Pick<AlarmNotification, 'AlarmName' | 'AlarmDescription'>,
  { alarms, severityTopics }: KnownAlarms,
  topicName?: string,
): AlertContext {
  // Own keys only: the name comes from outside and may be "constructor".
  if (Object.hasOwn(alarms, AlarmName) && alarms[AlarmName] !== undefined) return alarms[AlarmName];
  const { severity, title, meaning, runbook } = readDescription(AlarmDescription ?? '');
  const topicSeverity =
    topicName !== undefined && Object.hasOwn(severityTopics, topicName) ? severityTopics[topicName] : undefined;
  return {
    severity: severity ?? topicSeverity ?? 'critical',
    title: title ?? `alarm "${AlarmName}" is on`,
    meaning,
    ...(runbook === undefined ? {} : { runbook }),
  };
}
