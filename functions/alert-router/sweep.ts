import { closeIncident } from '../../shared/alerting/incident/close-incident.ts';
import { openIncidentOf } from '../../shared/alerting/incident/hear-alarm.ts';
import { isSummaryDue } from '../../shared/alerting/incident/note-summary.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { formatCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import { routerSweepData } from '../../shared/plan/incident-metrics.ts';
import { scopeOf } from '../../shared/plan/names.ts';
import type { CurrentAlarmState } from '../../shared/ports/alarm-states.ts';
import type { Change } from './change-record.ts';
import { handleRecord } from './handle-record.ts';
import { routeNotification } from './route-alert.ts';
import type { RouterPorts } from './router-ports.ts';
import { sendSummaries } from './send-summaries.ts';

/** What a sweep found. Plain data: this is its log line. */
export interface SweepReport {
  /** Records that were due. */
  readonly due: number;
  /** Alarms of which CloudWatch knew something newer. */
  readonly corrected: readonly string[];
  readonly deliveries: number;
  /** Why CloudWatch could not be asked, or an alarm not be corrected. */
  readonly problem?: string;
}

/**
 * Makes up for whatever was lost: calls that never came, messages that SNS did not bring or a mute rule held back. Does nothing
 * where nothing was lost. Rejects where the store failed, once everything else is done.
 */
export async function sweep(deadlineMs: number, ports: RouterPorts): Promise<SweepReport> {
  const { incidents, clock, metrics, config } = ports;
  const due = await incidents.due(clock.now());
  const told = await eachInTime(due, deadlineMs, ports, async (alarm) => {
    const { after, deliveries } = await handleRecord({ alarm, deadlineMs, isDue: true }, ports);
    const isListed = after !== undefined && isSummaryDue(after, clock.now());
    return { count: deliveries.length, listed: isListed ? [alarm] : [] };
  });
  const listed = told.results.flatMap((one) => one.listed);
  const summaries = await eachInTime([listed], deadlineMs, ports, async (alarms) => {
    return (await sendSummaries(alarms, deadlineMs, ports)).length;
  });
  const counts = [...told.results.map(({ count }) => count), ...summaries.results];
  const deliveries = counts.reduce((sum, count) => sum + count, 0);
  const compared = await reconcile(deadlineMs, ports).catch((error: unknown) => ({
    corrected: [],
    problem: error instanceof Error ? error.message : 'unknown error',
  }));
  await metrics.put(routerSweepData(config.namespace, clock.now()), { deadlineMs }).catch(() => undefined);
  for (const failure of [...told.failures, ...summaries.failures]) throw failure;
  return { due: due.length, deliveries, ...compared };
}

/** Records that are looked at together: round trips to the table are what a sweep waits for. */
const together = 8;

/** Does a few at a time while there is time. What fails for one keeps nobody from the next. */
async function eachInTime<Item, Result>(
  items: readonly Item[],
  deadlineMs: number,
  { clock }: Pick<RouterPorts, 'clock'>,
  work: (item: Item) => Promise<Result>,
): Promise<{ readonly results: readonly Result[]; readonly failures: readonly unknown[] }> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  for (let done = 0; done < items.length && clock.now() < deadlineMs; done += together) {
    const ends = await Promise.allSettled(items.slice(done, done + together).map(work));
    for (const end of ends) {
      if (end.status === 'fulfilled') results.push(end.value);
      else failures.push(end.reason);
    }
  }
  return { results, failures };
}

/** Compares open incidents, and alarms that are on, with what CloudWatch says now. */
async function reconcile(deadlineMs: number, ports: RouterPorts): Promise<Pick<SweepReport, 'corrected' | 'problem'>> {
  const { alarmStates, config, incidents } = ports;
  if (alarmStates === undefined) return { corrected: [] };
  const prefix = `${scopeOf(config)}/`;
  const states = await alarmStates.list({ region: config.region, prefix });
  const unresolved = await incidents.open();
  const open = new Set(unresolved.map(({ alarm }) => alarm));
  const known = new Set(states.map(({ alarmName }) => alarmName));
  // An answer without any alarm says that something is wrong with asking.
  const gone = (known.size === 0 ? [] : unresolved).filter(
    ({ alarm }) => alarm.startsWith(prefix) && !known.has(alarm),
  );
  const doubtful = states.filter(
    ({ alarmName, state }) => Object.hasOwn(config.alarms, alarmName) && (state === 'ALARM' || open.has(alarmName)),
  );
  const { results, failures } = await eachInTime(doubtful, deadlineMs, ports, async (state) =>
    (await correct(state, deadlineMs, ports)) ? [state.alarmName] : [],
  );
  const closed = await eachInTime(gone, deadlineMs, ports, ({ alarm }) => closeGone(alarm, deadlineMs, ports));
  const [failure] = [...failures, ...closed.failures];
  const problem = failure instanceof Error ? failure.message : 'unknown error';
  const corrected = [...results.flat(), ...closed.results];
  return { corrected, ...(failure === undefined ? {} : { problem }) };
}

/** An alarm that was taken out of the plan never turns OK: without this, its incident would remind people for ever. */
async function closeGone(alarm: string, deadlineMs: number, ports: RouterPorts): Promise<string> {
  const change: Change = (record, context) => {
    const incident = openIncidentOf(record);
    if (record === undefined || incident === undefined) return record;
    const reason = 'Its alarm does not exist any more';
    return { ...record, incident: closeIncident(incident, { okSinceMs: context.nowMs, reason }, context) };
  };
  await handleRecord({ alarm, change, deadlineMs }, ports);
  return alarm;
}

/** The same state since a moment that is later by more than this is another outage. */
const toleranceMs = 1_000;

async function correct(current: CurrentAlarmState, deadlineMs: number, ports: RouterPorts): Promise<boolean> {
  const { alarmName, state, sinceMs } = current;
  if (state === 'INSUFFICIENT_DATA' || sinceMs === undefined) return false;
  const record = (await ports.incidents.read(alarmName))?.record;
  // Heard of: a person may have resolved an incident whose alarm is still on.
  const slackMs = record?.state === state ? toleranceMs : 0;
  if (record !== undefined && sinceMs <= record.changedAtMs + slackMs) return false;
  if (state === 'OK' && openIncidentOf(record) === undefined) return false;
  await routeNotification(notificationOf(current, sinceMs, ports), { text: '', deadlineMs }, ports);
  return true;
}

/** What CloudWatch would have published; without the trigger, which only the notification tells. */
function notificationOf(
  { alarmName, state, reason }: CurrentAlarmState,
  sinceMs: number,
  { config: { region, account = '' } }: RouterPorts,
): AlarmNotification {
  return {
    AlarmName: alarmName,
    AlarmDescription: null,
    AWSAccountId: account,
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: formatCloudWatchTime(sinceMs),
    Region: region,
    AlarmArn: '',
    OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
    ...{ OKActions: [], AlarmActions: [], InsufficientDataActions: [] },
  };
}
