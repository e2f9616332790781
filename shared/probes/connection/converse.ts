import { type Attempt, addPhase, breakPhase, endPhase, leftMs } from '../attempt.ts';
import { armExpiry } from '../expiry.ts';
import { runIsOver } from '../failure.ts';
import type { Failure } from '../probe.ts';
import type { Link } from './link.ts';

/** Makes something of what the other side says. `heard`: whether it has said anything yet. */
export interface Listener<T> {
  /** What came of it, once that is known; undefined while more must come. The bytes are only there during the call. */
  received(bytes: Buffer): T | undefined;
  /** The other side will say no more. */
  ended(heard: boolean): T;
  failed(error: Error): T;
  /** The attempt's time is out. */
  timedOut(heard: boolean): T;
}

/**
 * Says something over a link, text as Latin-1, and listens until something came of it, within what is left of the attempt's
 * time. The time up to the first byte is the phase `wait`, from there on it is `transfer`. Leaves the link open.
 */
export function converse<T extends object | string>(
  link: Link,
  { message, listener }: { readonly message: string | Buffer | undefined; readonly listener: Listener<T> },
  attempt: Attempt,
): Promise<T | Failure> {
  const { promise, resolve } = Promise.withResolvers<T | Failure>();
  const { clock, signal } = attempt.context;
  let saidAtMs = clock.exactNow();
  let firstByteAtMs: number | undefined;
  let isOver = false;

  const disarm = armExpiry({ limitMs: leftMs(attempt), signal }, (expiry) => {
    isOver = true;
    if (firstByteAtMs === undefined) breakPhase(attempt, 'waitMs', saidAtMs);
    else breakPhase(attempt, 'transferMs', firstByteAtMs);
    resolve(expiry === 'aborted' ? runIsOver : listener.timedOut(firstByteAtMs !== undefined));
  });

  function settle(outcome: T): void {
    isOver = true;
    disarm();
    // The stamp of the first byte may be late, but then the transfer is short by as much: only the last one counts.
    if (firstByteAtMs === undefined) endPhase(attempt, 'waitMs', saidAtMs);
    else endPhase(attempt, 'transferMs', firstByteAtMs, saidAtMs);
    resolve(outcome);
  }

  link.handle({
    received(bytes) {
      if (isOver) return;
      if (firstByteAtMs === undefined) {
        firstByteAtMs = clock.now();
        addPhase(attempt, 'waitMs', firstByteAtMs - saidAtMs);
      }
      const outcome = listener.received(bytes);
      if (outcome !== undefined) settle(outcome);
    },
    ended: () => isOver || settle(listener.ended(firstByteAtMs !== undefined)),
    failed: (error) => isOver || settle(listener.failed(error)),
  });
  if (message !== undefined && !isOver) {
    say(link, message, () => {
      saidAtMs = clock.exactNow();
    });
  }
  return promise;
}

/** Calls back when the last byte was handed over: at once, unless the system's buffer is full. */
function say({ socket }: Link, message: string | Buffer, onSaid: () => void): void {
  if (typeof message === 'string') socket.write(message, 'latin1');
  else socket.write(message);
  onSaid();
  if (socket.writableLength > 0) socket.once('drain', onSaid);
}
