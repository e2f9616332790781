import { hearAlarm, isOldNews, openIncidentOf } from '../../shared/alerting/incident/hear-alarm.ts';
import { shorten } from '../../shared/channels/shorten.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { parseCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import { parseAlarmNotification } from '../../shared/cloudwatch/parse-alarm-notification.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { AlarmRecord } from '../../shared/model/incident.ts';
import { type ArrivalLetter, arrivalLetter } from './arrival-letter.ts';
import { composeNews } from './compose-news.ts';
import { handleRecord } from './handle-record.ts';
import type { RouterPorts } from './router-ports.ts';

/** One message of an SNS topic. */
export interface Arrival {
  /** The body: CloudWatch's JSON, or whatever somebody published. */
  readonly text: string;
  /** Name of the topic, where known. */
  readonly topicName?: string;
  /** Epoch milliseconds after which no delivery is begun. */
  readonly deadlineMs: number;
}

/** What became of one arrival. Plain data: this is the router's log line. */
export interface RouteReport {
  /** `noted`: nobody has to be told now. */
  readonly outcome: 'told' | 'noted' | 'dead-lettered';
  /** Why, in one sentence. */
  readonly why: string;
  readonly alarmName?: string;
  readonly incident?: string;
  readonly evidence?: string;
  readonly deliveries: readonly DeliveryRecord[];
}

/**
 * Takes one message of an alarm to its incident, and from there to whoever must know. Whatever arrives, it ends told, noted, or
 * in the dead letters; told twice, or late, it changes nothing. Rejects only when neither the incident nor a dead letter
 * could be written, so that the platform keeps the event.
 */
export async function routeAlert(arrival: Arrival, ports: RouterPorts): Promise<RouteReport> {
  const parsed = parseAlarmNotification(arrival.text);
  if (!parsed.ok) return await bury(arrival, 'unreadable-notification', parsed.problem, ports);
  return await routeNotification(parsed.notification, arrival, ports);
}

/** The same for a notification that is known to be one. */
export async function routeNotification(
  notification: AlarmNotification,
  arrival: Arrival,
  ports: RouterPorts,
): Promise<RouteReport> {
  const { AlarmName: alarmName, OldStateValue: from, NewStateValue: state, StateChangeTime } = notification;
  const note = (why: string): RouteReport => ({ outcome: 'noted', why, alarmName, deliveries: [] });
  if (state === 'INSUFFICIENT_DATA') {
    return note(`Data stopped coming after ${from}: the "no result" alarm speaks about that`);
  }
  const toldMs = parseCloudWatchTime(StateChangeTime);
  const problem = findProblem(notification, toldMs);
  if (toldMs === undefined || problem !== undefined) {
    return await bury(arrival, 'unrouted-alert', problem ?? 'Cannot route an alarm: it has no time', ports);
  }
  // A time far ahead would make everything old that the alarm says until then.
  const changedAtMs = Math.min(toldMs, ports.clock.now() + mostAheadMs);
  const known = (await ports.incidents.read(alarmName))?.record;
  if (isOldNews(known, { changedAtMs })) return await takeUp(alarmName, arrival, ports);
  if (state === 'OK' && openIncidentOf(known) === undefined) {
    await handleRecord(
      { alarm: alarmName, change: settle(alarmName, changedAtMs), deadlineMs: arrival.deadlineMs },
      ports,
    );
    return note(`OK after ${from}: there was no incident, so nothing is resolved`);
  }
  return await hear(notification, { state, changedAtMs, arrival }, ports);
}

/** How far the clock of CloudWatch may be ahead of ours. */
const mostAheadMs = 900_000;

/** CloudWatch takes names of at most 255 characters (API_PutMetricAlarm); what has a longer one is none of its alarms. */
const longestName = 255;

function findProblem(
  { AlarmName, StateChangeTime }: AlarmNotification,
  changedAtMs: number | undefined,
): string | undefined {
  const cannot = `Cannot route the change of alarm "${shorten(AlarmName, longestName)}"`;
  if (AlarmName.length > longestName) {
    return `${cannot}: its name has ${AlarmName.length} characters, must have at most ${longestName}`;
  }
  return changedAtMs === undefined
    ? `${cannot}: its time is "${StateChangeTime}", must be an ISO 8601 time`
    : undefined;
}

/** What was heard of before is told nobody again, unless whoever heard of it first did not get to tell it. */
async function takeUp(alarmName: string, { deadlineMs }: Arrival, ports: RouterPorts): Promise<RouteReport> {
  const { deliveries } = await handleRecord({ alarm: alarmName, deadlineMs }, ports);
  const why = 'This change was heard of before, or a newer one was';
  return { outcome: deliveries.length > 0 ? 'told' : 'noted', why, alarmName, deliveries };
}

/** Remembers that an alarm is OK, so that older news of it is known to be old. */
const settle =
  (alarm: string, changedAtMs: number) =>
  (record: AlarmRecord | undefined): AlarmRecord | undefined =>
    record !== undefined && (isOldNews(record, { changedAtMs }) || openIncidentOf(record) !== undefined)
      ? record
      : { ...record, alarm, state: 'OK', changedAtMs };

interface Heard {
  readonly state: 'OK' | 'ALARM';
  readonly changedAtMs: number;
  readonly arrival: Arrival;
}

async function hear(
  notification: AlarmNotification,
  { state, changedAtMs, arrival }: Heard,
  ports: RouterPorts,
): Promise<RouteReport> {
  const { topicName, deadlineMs } = arrival;
  const place = topicName === undefined ? {} : { topicName };
  const composed = await composeNews(notification, { state, changedAtMs, ...place }, ports);
  if ('problem' in composed) return await bury(arrival, 'unrouted-alert', composed.problem, ports);
  const { news, evidence } = composed;
  const { after, deliveries } = await handleRecord(
    {
      ...{ alarm: news.alarm, deadlineMs, severity: news.severity },
      change: (record, { nowMs }) => hearAlarm(record, news, nowMs),
    },
    ports,
  );
  const incident = after?.incident;
  const common = {
    alarmName: news.alarm,
    evidence,
    deliveries,
    ...(incident === undefined ? {} : { incident: incident.id }),
  };
  if (deliveries.length > 0) return { outcome: 'told', why: `The alarm is ${state}`, ...common };
  const held = incident?.phase === 'held' ? `, held by ${incident.hold?.reason.kind ?? 'nothing'}` : '';
  return { outcome: 'noted', why: `The alarm is ${state}${held}`, ...common };
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
