import type { Failure } from './probe.ts';

/** Tells a failure from what was wanted instead. */
export function isFailure(value: object): value is Failure {
  return 'blame' in value;
}

/** The target's doing: the network or the other side failed, so trying again may help. */
export function lostOnTheWay(reason: string): Failure {
  return { reason, blame: 'target', retryable: true };
}

/** The target's doing: it answered, and trying again would give the same answer. */
export function badAnswer(reason: string): Failure {
  return { reason, blame: 'target', retryable: false };
}

/** Our own doing or surroundings. */
export function ownFault(reason: string, { retryable = false } = {}): Failure {
  return { reason, blame: 'probe', retryable };
}

/** The run was over before this probe was. */
export const runIsOver: Failure = ownFault('The run was out of time before this probe was done');
