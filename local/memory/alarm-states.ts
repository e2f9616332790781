import type { AlarmStates } from '../../shared/ports/alarm-states.ts';
import type { AlarmBoard } from '../alarm-board.ts';

/** The states of alarms, read from the board that evaluates them. */
export function createMemoryAlarmStates(board: Pick<AlarmBoard, 'views'>): AlarmStates {
  return {
    list: async ({ region, prefix }) =>
      board
        .views()
        .filter(({ alarm }) => alarm.region === region && alarm.name.startsWith(prefix))
        .map(({ alarm, state, stateReason, changedAtMs }) => ({
          ...{ alarmName: alarm.name, state, reason: stateReason },
          ...(changedAtMs === undefined ? {} : { sinceMs: changedAtMs }),
        })),
  };
}
