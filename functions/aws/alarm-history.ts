import { CloudWatchClient, type CloudWatchClientConfig, DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmHistory } from '../../shared/ports/alarm-history.ts';

/** CloudWatch keeps the history of an alarm for 30 days (AlarmThatSendsEmail.html). */
const keptMs = 30 * 86_400_000;

/** State changes that are looked at: the newest is the end that a message is about, the beginning comes next. */
const newestChanges = 10;

/** Finds beginnings in CloudWatch's own history of the alarm. Rejects where it cannot be read in time. */
export function createAlarmHistory({
  client,
  timeoutMs,
}: {
  /** The region in it is replaced by each alarm's. */
  readonly client: CloudWatchClientConfig;
  readonly timeoutMs: number;
}): AlarmHistory {
  return {
    async openedAt({ alarmName, region, beforeMs }) {
      const cloudWatch = new CloudWatchClient({ ...client, region });
      const command = new DescribeAlarmHistoryCommand({
        AlarmName: alarmName,
        HistoryItemType: 'StateUpdate',
        ScanBy: 'TimestampDescending',
        MaxRecords: newestChanges,
        StartDate: new Date(beforeMs - keptMs),
        EndDate: new Date(beforeMs + 1_000),
      });
      const { AlarmHistoryItems = [] } = await cloudWatch.send(command, {
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
      return AlarmHistoryItems.find(({ HistoryData }) => isOpening(HistoryData))?.Timestamp?.getTime();
    },
  };
}

/** `HistoryData` of a state update: JSON with the states before and after (API_AlarmHistoryItem). */
function isOpening(historyData: string | undefined): boolean {
  try {
    const { newState } = JSON.parse(historyData ?? '') as { readonly newState?: { readonly stateValue?: string } };
    return newState?.stateValue === 'ALARM';
  } catch {
    return false;
  }
}
