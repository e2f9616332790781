import type { AlarmNotification } from '../../shared/cloudwatch/alarm-notification.ts';
import { parseCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import type { AlarmHistory } from '../../shared/ports/alarm-history.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** A message waits this long for the beginning of its alarm, and then goes without. */
export const historyPatienceMs = 3_000;

interface HistoryPorts {
  readonly history?: AlarmHistory;
  readonly timer: Timer;
}

/** When the alarm that now ends began, where somebody knows in time. Never rejects. */
export async function recallOpening(
  { AlarmName, StateChangeTime }: AlarmNotification,
  region: string,
  { history, timer }: HistoryPorts,
): Promise<number | undefined> {
  const beforeMs = parseCloudWatchTime(StateChangeTime);
  if (history === undefined || beforeMs === undefined) return undefined;
  const answered = new AbortController();
  const late = timer.wait(historyPatienceMs, answered.signal).then(() => undefined);
  try {
    return await Promise.race([history.openedAt({ alarmName: AlarmName, region, beforeMs }), late]);
  } catch {
    return undefined;
  } finally {
    answered.abort();
  }
}
