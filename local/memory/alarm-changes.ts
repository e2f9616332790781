import type { AlarmChanges } from '../../shared/ports/alarm-changes.ts';
import type { AlarmBoard } from '../alarm-board.ts';

/** Recalls what the board still knows of its alarms. */
export function createMemoryAlarmChanges(board: Pick<AlarmBoard, 'views'>): AlarmChanges {
  return {
    async between({ alarms, fromMs, toMs }) {
      const wanted = new Set(alarms.map(({ name }) => name));
      const changes = board
        .views()
        .filter(({ alarm }) => wanted.has(alarm.name))
        .flatMap(({ alarm, history }) =>
          history.map(({ atMs, from, to }) => ({ alarmName: alarm.name, atMs, from, to })),
        );
      return { changes: changes.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).sort((a, b) => a.atMs - b.atMs) };
    },
  };
}
