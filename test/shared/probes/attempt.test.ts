import { describe, expect, it } from 'vitest';
import {
  addPhase,
  breakPhase,
  concludeAttempt,
  endPhase,
  leftMs,
  nameLimit,
  startAttempt,
} from '../../../shared/probes/attempt.ts';
import { badAnswer } from '../../../shared/probes/failure.ts';
import { probeContext } from '../../support/probe-context.ts';

/** An attempt with 10 seconds, begun at 1,000 ms of a clock that stands still until it is set. */
function start() {
  const time = { now: 1_000, turn: 0 };
  const clock = { now: () => time.now, exactNow: () => time.now, turnMs: () => time.turn };
  return { time, attempt: startAttempt(probeContext({ clock }), 10_000) };
}

describe('leftMs()', () => {
  it('tells what is left of the total time', () => {
    const { time, attempt } = start();
    time.now = 4_000;
    expect(leftMs(attempt)).toBe(7_000);
    time.now = 20_000;
    expect(leftMs(attempt)).toBe(0);
  });

  it('tells what is left of a step, but never more than of the whole', () => {
    const { time, attempt } = start();
    time.now = 4_000;
    expect(leftMs(attempt, { limitMs: 5_000, sinceMs: 3_000 })).toBe(4_000);
    expect(leftMs(attempt, { limitMs: 60_000, sinceMs: 3_000 })).toBe(7_000);
  });
});

describe('nameLimit()', () => {
  it('names the limit that ends first, as the definition gives it', () => {
    const { attempt } = start();
    expect(nameLimit(attempt)).toBe('within 10s');
    expect(nameLimit(attempt, { limitMs: 5_000, sinceMs: 1_000 })).toBe('within 5s');
    expect(nameLimit(attempt, { limitMs: 5_000, sinceMs: 9_000 })).toBe('within 10s');
  });
});

describe('concludeAttempt()', () => {
  it('adds up the phases of all hops, and leaves out what lay between them', () => {
    const { time, attempt } = start();
    time.now = 1_030;
    endPhase(attempt, 'connectMs', 1_000);
    time.now = 1_500;
    endPhase(attempt, 'connectMs', 1_480);
    addPhase(attempt, 'waitMs', 100);
    expect(concludeAttempt(attempt, {}).phases).toEqual({ connectMs: 50, waitMs: 100, totalMs: 150 });
  });

  it('takes all of the time for the time of an attempt that failed', () => {
    const { time, attempt } = start();
    time.now = 3_000;
    breakPhase(attempt, 'connectMs', 1_500);
    time.now = 3_001;
    const failure = badAnswer('Certificate is self-signed');
    expect(concludeAttempt(attempt, { failure })).toMatchObject({
      failure,
      phases: { connectMs: 1_500, totalMs: 2_001 },
    });
  });

  it('bounds its error by how late each end of a phase may have been seen', () => {
    const { time, attempt } = start();
    time.turn = 5;
    time.now = 1_030;
    endPhase(attempt, 'connectMs', 1_000);
    endPhase(attempt, 'tlsMs', 1_027); // It took 3 ms in all: it cannot have been seen more than 3 ms late.
    expect(concludeAttempt(attempt, {}).errorBoundMs).toBe(8);
  });

  it('counts no time that a stale stamp would make negative', () => {
    const { attempt } = start();
    endPhase(attempt, 'waitMs', 1_010);
    expect(concludeAttempt(attempt, {})).toMatchObject({ phases: { waitMs: 0, totalMs: 0 }, errorBoundMs: 0 });
  });
});
