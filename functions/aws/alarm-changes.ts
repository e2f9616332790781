import {
  type AlarmHistoryItem,
  CloudWatchClient,
  type CloudWatchClientConfig,
  DescribeAlarmHistoryCommand,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmState } from '../../shared/model/alarm.ts';
import type { AlarmChangeList, AlarmChanges, AlarmStateChange } from '../../shared/ports/alarm-changes.ts';
import type { Clock } from '../../shared/ports/clock.ts';

/** CloudWatch keeps the history of an alarm for 30 days (AlarmThatSendsEmail.html). */
const keptMs = 30 * 86_400_000;

/** API_DescribeAlarmHistory: at most 100 items a page. Without a name it tells of all alarms of account and region. */
const pageSize = 100;
const mostPages = 300;

/** Reads changes from CloudWatch's own history of its alarms, region by region. Rejects where one cannot be read in time. */
export function createAlarmChanges({
  client,
  timeoutMs,
  clock,
}: {
  /** The region in it is replaced by each alarm's. */
  readonly client: CloudWatchClientConfig;
  readonly timeoutMs: number;
  readonly clock: Clock;
}): AlarmChanges {
  return {
    async between({ alarms, fromMs, toMs }): Promise<AlarmChangeList> {
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const oldestMs = clock.now() - keptMs;
      const lists = await Promise.all(
        [...Map.groupBy(alarms, ({ region }) => region)].map(async ([region, own]) => {
          const cloudWatch = new CloudWatchClient({ ...client, region });
          const items = await readPages(cloudWatch, { fromMs: Math.max(fromMs, oldestMs), toMs }, abortSignal);
          const names = new Set(own.map(({ name }) => name));
          return items.flatMap(toChange).filter(({ alarmName, atMs }) => names.has(alarmName) && atMs < toMs);
        }),
      );
      return {
        changes: lists.flat().sort((a, b) => a.atMs - b.atMs),
        ...(fromMs < oldestMs ? { knownFromMs: oldestMs } : {}),
      };
    },
  };
}

async function readPages(
  cloudWatch: CloudWatchClient,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  abortSignal: AbortSignal,
): Promise<readonly AlarmHistoryItem[]> {
  const items: AlarmHistoryItem[] = [];
  let token: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const command = new DescribeAlarmHistoryCommand({
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(fromMs),
      EndDate: new Date(toMs),
      MaxRecords: pageSize,
      ScanBy: 'TimestampAscending',
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const { AlarmHistoryItems = [], NextToken } = await cloudWatch.send(command, { abortSignal });
    items.push(...AlarmHistoryItems);
    token = NextToken;
    if (token === undefined) return items;
  }
  throw new Error(
    `Cannot read the history of alarms: this account has over ${mostPages * pageSize} changes in the period`,
  );
}

/** `HistoryData` of a state update: JSON with the states before and after (API_AlarmHistoryItem). */
function toChange({ AlarmName, Timestamp, HistoryData }: AlarmHistoryItem): readonly AlarmStateChange[] {
  try {
    const { oldState, newState } = JSON.parse(HistoryData ?? '') as Readonly<
      Record<'oldState' | 'newState', { readonly stateValue?: AlarmState } | undefined>
    >;
    const [from, to] = [oldState?.stateValue, newState?.stateValue];
    if (AlarmName === undefined || Timestamp === undefined || from === undefined || to === undefined) return [];
    return [{ alarmName: AlarmName, atMs: Timestamp.getTime(), from, to }];
  } catch {
    return [];
  }
}
