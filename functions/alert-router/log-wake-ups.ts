import type { WakeUps } from '../../shared/ports/wake-ups.ts';

/** `type` of the log line of a call that could not be asked for. */
export const lostWakeUpLogType = 'lost-wake-up';

/** Wake-ups that write a line where one cannot be asked for: the sweep makes up for it, but a missing permission should be seen. */
export function logWakeUps(wakeUps: WakeUps, writeLine: (line: string) => void): WakeUps {
  return {
    async set(wakeUp) {
      try {
        await wakeUps.set(wakeUp);
      } catch (error) {
        const problem = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
        writeLine(JSON.stringify({ level: 'ERROR', type: lostWakeUpLogType, ...wakeUp, problem }));
        throw error;
      }
    },
  };
}
