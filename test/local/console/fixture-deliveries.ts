import type { AlarmChange, AlarmView } from '../../../local/api/types.ts';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import type { DeliveredContent, DeliveryRecord } from '../../../shared/model/delivery.ts';
import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { resultsOf } from './fixture-results.ts';

/** What every channel got for every change into and out of ALARM, newest first, composed by the channels themselves. */
export function deliveriesOf(plan: Plan, alarms: readonly AlarmView[]): readonly DeliveryRecord[] {
  return alarms
    .flatMap(({ alarm, history }) =>
      history
        .filter(({ from, to }) => to === 'ALARM' || from === 'ALARM')
        .map((change) => ({ alarm, change, openedAtMs: openingOf(history, change.atMs) })),
    )
    .flatMap(({ alarm, change, openedAtMs }) => deliveriesAbout(plan, alarm, change, openedAtMs))
    .toSorted((a, b) => b.atMs - a.atMs);
}

/** When the incident of a moment opened: the last change into ALARM until then. `history` is newest first. */
function openingOf(history: readonly AlarmChange[], atMs: number): number {
  return history.find((change) => change.to === 'ALARM' && change.atMs <= atMs)?.atMs ?? atMs;
}

/** The id of the incident that an alarm opened at a moment: twelve characters. */
export function incidentIdOf({ id }: Pick<PlannedAlarm, 'id'>, openedAtMs: number): string {
  const letters = id.replace(/[^a-z0-9]/g, '').slice(-7);
  return `${letters.padStart(7, '0')}${Math.round(openedAtMs / 1_000)
    .toString(36)
    .slice(-5)}`;
}

/**
 * What one change of one alarm sends: the channels of its policy's first step, and for critical ones the backstop's.
 * `openedAtMs` is when its incident opened, which is the change itself where it opens one.
 */
export function deliveriesAbout(
  plan: Plan,
  alarm: PlannedAlarm,
  change: AlarmChange,
  openedAtMs = change.atMs,
): readonly DeliveryRecord[] {
  const message = messageAbout(plan, alarm, change);
  const told = firstChannels(plan, alarm).map((channel, index) => ({
    ...recordOf(plan, message, channel, index),
    incident: incidentIdOf(alarm, openedAtMs),
    tell: message.status === 'firing' ? ('opening' as const) : ('closing' as const),
  }));
  return alarm.severity === 'critical' && message.status === 'firing' ? [...told, backstopOf(plan, message)] : told;
}

/** The channels that the first step names itself: people and whoever is on call are left out. */
function firstChannels(plan: Plan, { id, severity }: PlannedAlarm): readonly string[] {
  const policy = plan.policies[plan.routing[id]?.policy ?? severity];
  return (policy?.steps[0]?.notify ?? []).flatMap((receiver) =>
    receiver.kind === 'channel' ? [receiver.channel] : [],
  );
}

function recordOf(plan: Plan, message: AlertMessage, channel: string, index: number): DeliveryRecord {
  const spec = plan.channels[channel];
  if (!spec) throw new Error(`Cannot make a delivery: the plan has no channel "${channel}", must have it`);
  const isBroken = spec.kind === 'webhook' && message.status === 'firing';
  return {
    id: `${message.alarmName}@${message.changedAtMs}/${channel}`,
    atMs: message.changedAtMs + 900 + index * 350,
    channel,
    kind: spec.kind,
    route: 'policy',
    alarmName: message.alarmName,
    status: message.status,
    severity: message.severity,
    headline: message.headline,
    to: addressesOf(spec),
    content: contentOf(message, spec),
    result: isBroken ? 'gave-up' : 'rehearsed',
    attempts: isBroken ? 4 : 1,
    ...(isBroken && { problem: 'The receiver answered 500 four times within 30 s' }),
  };
}

function contentOf(message: AlertMessage, spec: Plan['channels'][string]): DeliveredContent {
  const content = composeContent(message, spec);
  if (content.via === 'http') return { shape: spec.kind === 'slack' ? 'slack' : 'webhook', body: content.body };
  return content.via === 'phone' || content.subject === undefined
    ? { shape: 'sms', text: content.message }
    : { shape: 'email', subject: content.subject, text: content.message };
}

function addressesOf(spec: Plan['channels'][string]): readonly string[] {
  return 'to' in spec ? spec.to.flatMap((address) => (typeof address === 'string' ? address : [])) : [];
}

/** CloudWatch's own words, which SNS sends without any code of ours. */
function backstopOf(plan: Plan, message: AlertMessage): DeliveryRecord {
  const spec = plan.channels.phone;
  return {
    id: `${message.alarmName}@${message.changedAtMs}/backstop`,
    atMs: message.changedAtMs + 300,
    channel: 'phone',
    kind: 'sms',
    route: 'backstop',
    alarmName: message.alarmName,
    status: message.status,
    severity: message.severity,
    headline: message.headline,
    to: spec ? addressesOf(spec) : [],
    content: { shape: 'sms', text: `ALARM: "${message.alarmName}" in EU (Frankfurt)` },
    result: 'rehearsed',
    attempts: 1,
  };
}

/** What is said about one change of one alarm. */
export function messageAbout(plan: Plan, alarm: PlannedAlarm, { atMs, to, reason }: AlarmChange): AlertMessage {
  const status = to === 'ALARM' ? 'firing' : 'resolved';
  const evidence = evidenceFor(alarm, atMs);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: plan.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);
  const failed = evidence?.checks.find(({ level }) => level !== 'passed');
  const word = status === 'firing' ? alarm.severity.toUpperCase() : 'RESOLVED';
  return {
    key: alarm.id,
    status,
    severity: alarm.severity,
    service: plan.service,
    environment: plan.environment,
    title: alarm.title,
    headline: `${word} ${plan.service} ${plan.environment}: ${alarm.title}${status === 'firing' ? '' : ', OK'} since ${clock}`,
    reason: evidence?.reason ?? reason,
    ...(failed && { expected: failed.expected, actual: failed.actual }),
    rule: `${alarm.rule.datapointsToAlarm} of the last ${alarm.rule.evaluationPeriods} periods`,
    meaning: alarm.meaning,
    facts: evidence
      ? [
          { label: 'Target', value: evidence.target },
          { label: 'Address', value: evidence.address ?? 'none' },
          { label: 'Probed from', value: evidence.location },
        ]
      : [],
    links: alarm.runbook === undefined ? [] : [{ label: 'Runbook', url: alarm.runbook }],
    alarmName: alarm.name,
    changedAtMs: atMs,
    sinceMs: atMs,
    timeZone: plan.timeZone,
  };
}

function evidenceFor({ subject }: PlannedAlarm, atMs: number): ProbeResult | undefined {
  return subject.kind === 'endpoint'
    ? resultsOf(subject.endpoint).findLast(({ startedAtMs }) => startedAtMs < atMs)
    : undefined;
}
