import type { AlarmHistory } from '../../shared/ports/alarm-history.ts';
import type { AlarmBoard } from '../alarm-board.ts';

/** Remembers openings as long as the board does. */
export function createMemoryAlarmHistory(board: Pick<AlarmBoard, 'views'>): AlarmHistory {
  return {
    async openedAt({ alarmName, beforeMs }) {
      const view = board.views().find(({ alarm }) => alarm.name === alarmName);
      return view?.history.find(({ to, atMs }) => to === 'ALARM' && atMs <= beforeMs)?.atMs;
    },
  };
}
