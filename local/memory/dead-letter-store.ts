import type { DeadLetter } from '../../shared/model/dead-letter.ts';

/** A run of a job that ended in an error: Lambda keeps its event in the function's dead-letter queue. */
export interface FailedRun {
  readonly type: 'failed-run';
  readonly atMs: number;
  readonly problem: string;
  readonly job: string;
}

/** The dead-letter queues of all functions. Nobody purges them here: they are empty again after a restart. */
export interface DeadLetterStore {
  hold(functionId: string, letter: DeadLetter | FailedRun): void;
  /** How many messages are visible in a function's queue. */
  count(functionId: string): number;
  /** The newest letters of a function's queue, newest last. */
  letters(functionId: string): readonly (DeadLetter | FailedRun)[];
}

/** A queue keeps the newest letters and the count of all. */
const mostLetters = 100;

/** Dead-letter queues in memory. */
export function createDeadLetterStore(): DeadLetterStore {
  const queues = new Map<string, { readonly count: number; readonly letters: readonly (DeadLetter | FailedRun)[] }>();
  return {
    hold(functionId, letter) {
      const { count, letters } = queues.get(functionId) ?? { count: 0, letters: [] };
      queues.set(functionId, { count: count + 1, letters: [...letters, letter].slice(-mostLetters) });
    },
    count: (functionId) => queues.get(functionId)?.count ?? 0,
    letters: (functionId) => queues.get(functionId)?.letters ?? [],
  };
}
