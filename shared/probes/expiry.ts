import { performance } from 'node:perf_hooks';

/** Why waiting ended: the time was out, or the whole run was. */
export type Expiry = 'timeout' | 'aborted';

/** What a wait is limited by. */
export interface ExpiryOptions {
  readonly limitMs: number;
  /** Ends the wait at once when the run is over. */
  readonly signal: AbortSignal;
}

/** One wait under way. */
interface Wait {
  readonly limitMs: number;
  readonly onExpire: (expiry: Expiry) => void;
  /** The waits that end with the same run, and where this one is among them. */
  readonly siblings: Wait[];
  place: number;
  dueAtMs: number;
  isExtended: boolean;
  timer: NodeJS.Timeout | undefined;
  grace: NodeJS.Immediate | undefined;
}

/** A timer this late means that this process was busy or suspended. */
const lateMs = 50;

/**
 * Calls back once when the time is out or the run is over, unless the function that it returns was called before. Time that
 * this process lost is given back once, and what has already arrived is handled first: a target is never blamed for a delay
 * of ours.
 */
export function armExpiry({ limitMs, signal }: ExpiryOptions, onExpire: (expiry: Expiry) => void): () => void {
  const siblings = waitsOf(signal);
  const wait: Wait = {
    limitMs,
    onExpire,
    siblings,
    place: siblings.length,
    dueAtMs: performance.now() + limitMs,
    isExtended: false,
    timer: undefined,
    grace: undefined,
  };
  wait.timer = setTimeout(expireUnlessLate, limitMs, wait);
  siblings.push(wait);
  if (signal.aborted) queueMicrotask(() => isWaiting(wait) && expire(wait, 'aborted'));
  return () => disarm(wait);
}

function expireUnlessLate(wait: Wait): void {
  const nowMs = performance.now();
  const lostMs = nowMs - wait.dueAtMs;
  if (lostMs < lateMs || wait.isExtended) {
    wait.grace = setImmediate(expire, wait, 'timeout');
    return;
  }
  const extraMs = Math.min(lostMs, wait.limitMs);
  wait.isExtended = true;
  wait.dueAtMs = nowMs + extraMs;
  wait.timer = setTimeout(expireUnlessLate, extraMs, wait);
}

function expire(wait: Wait, expiry: Expiry): void {
  disarm(wait);
  wait.onExpire(expiry);
}

function disarm(wait: Wait): void {
  if (!isWaiting(wait)) return;
  clearTimeout(wait.timer);
  clearImmediate(wait.grace);
  const { siblings, place } = wait;
  const last = siblings.pop();
  if (last === undefined || last === wait) return;
  siblings[place] = last;
  last.place = place;
}

const isWaiting = (wait: Wait): boolean => wait.siblings[wait.place] === wait;

const waitsBySignal = new WeakMap<AbortSignal, Wait[]>();

/**
 * All waits that end with a run. One listener serves them: a listener for each would make thousands, and each is removed by
 * searching. A `Set` of them would do as well, but its outgrown tables keep what was removed alive for long.
 */
function waitsOf(signal: AbortSignal): Wait[] {
  const known = waitsBySignal.get(signal);
  if (known !== undefined) return known;
  const waits: Wait[] = [];
  waitsBySignal.set(signal, waits);
  const expireAll = (): void => {
    for (const wait of [...waits]) if (isWaiting(wait)) expire(wait, 'aborted');
  };
  signal.addEventListener('abort', expireAll, { once: true });
  return waits;
}
