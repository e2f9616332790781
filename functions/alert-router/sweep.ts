import { openIncidentOf } from '../../shared/alerting/incident/hear-alarm.ts';
import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { formatCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import type { AlarmRecord } from '../../shared/model/incident.ts';
import { routerSweepData } from '../../shared/plan/incident-metrics.ts';
import { scopeOf } from '../../shared/plan/names.ts';
import type { CurrentAlarmState } from '../../shared/ports/alarm-states.ts';
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
    const work = { alarm, change: (record: AlarmRecord | undefined) => record, deadlineMs, isDue: true } as const;
    return (await handleRecord(work, ports)).deliveries.length;
  });
  const summaries = await eachInTime([due], deadlineMs, ports, async (alarms) => {
    return (await sendSummaries(alarms, deadlineMs, ports)).length;
  });
  const deliveries = [...told.results, ...summaries.results].reduce((sum, count) => sum + count, 0);
  const compared = await reconcile(deadlineMs, ports).catch((error: unknown) => ({
    corrected: [],
    problem: error instanceof Error ? error.message : 'unknown error',
  }));
  await metrics.put(routerSweepData(config.namespace, clock.now()), { deadlineMs }).catch(() => undefined);
  for (const failure of [...told.failures, ...summaries.failures]) throw failure;
  return { due: due.length, deliveries, ...compared };
}

/** Does one after the other while there is time. What fails for one keeps nobody from the next. */
async function eachInTime<Item, Result>(
  items: readonly Item[],
  deadlineMs: number,
  { clock }: Pick<RouterPorts, 'clock'>,
  work: (item: Item) => Promise<Result>,
): Promise<{ readonly results: readonly Result[]; readonly failures: readonly unknown[] }> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  for (const item of items) {
    if (clock.now() >= deadlineMs) break;
    await work(item).then(
      (result) => results.push(result),
      (error: unknown) => failures.push(error),
    );
  }
  return { results, failures };
}

/** Compares open incidents, and alarms that are on, with what CloudWatch says now. */
async function reconcile(deadlineMs: number, ports: RouterPorts): Promise<Pick<SweepReport, 'corrected' | 'problem'>> {
  const { alarmStates, config, incidents } = ports;
  if (alarmStates === undefined) return { corrected: [] };
  const states = await alarmStates.list({ region: config.region, prefix: `${scopeOf(config)}/` });
  const open = new Set((await incidents.open()).map(({ alarm }) => alarm));
  const doubtful = states.filter(
    ({ alarmName, state }) => Object.hasOwn(config.alarms, alarmName) && (state === 'ALARM' || open.has(alarmName)),
  );
  const { results, failures } = await eachInTime(doubtful, deadlineMs, ports, async (state) =>
    (await correct(state, deadlineMs, ports)) ? [state.alarmName] : [],
  );
  const [failure] = failures;
  const problem = failure instanceof Error ? failure.message : 'unknown error';
  return { corrected: results.flat(), ...(failures.length === 0 ? {} : { problem }) };
}

async function correct(current: CurrentAlarmState, deadlineMs: number, ports: RouterPorts): Promise<boolean> {
  const { alarmName, state, sinceMs } = current;
  if (state === 'INSUFFICIENT_DATA' || sinceMs === undefined) return false;
  const record = (await ports.incidents.read(alarmName))?.record;
  // The same state, and heard of: a person may have resolved an incident whose alarm is still on.
  if (record !== undefined && (record.state === state || sinceMs <= record.changedAtMs)) return false;
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
