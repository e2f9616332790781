import type { DeadLetter } from '../model/dead-letter.ts';

/** Keeps what could not be delivered. Rejects when it cannot: the platform must then keep the event itself. */
export interface DeadLetters {
  put(letter: DeadLetter): Promise<void>;
}
