import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { armExpiry, type Expiry } from '../../../shared/probes/expiry.ts';

const running = (): AbortSignal => new AbortController().signal;

const expiryOf = (limitMs: number, signal: AbortSignal): Promise<Expiry> =>
  new Promise((resolve) => armExpiry({ limitMs, signal }, resolve));

describe('armExpiry()', () => {
  it('tells when the time is out', async () => {
    expect(await expiryOf(5, running())).toBe('timeout');
  });

  it('tells when the run is over, before the time is out', async () => {
    const run = new AbortController();
    const expiry = expiryOf(60_000, run.signal);
    run.abort();
    expect(await expiry).toBe('aborted');
  });

  it('tells of a run that was over before, but not before it has returned', async () => {
    const told: Expiry[] = [];
    armExpiry({ limitMs: 60_000, signal: AbortSignal.abort() }, (expiry) => told.push(expiry));
    expect(told).toEqual([]);
    await endOfTurn();
    expect(told).toEqual(['aborted']);
  });

  it('tells nothing once disarmed, however often', async () => {
    const run = new AbortController();
    const told: string[] = [];
    const first = armExpiry({ limitMs: 60_000, signal: run.signal }, () => told.push('first'));
    armExpiry({ limitMs: 60_000, signal: run.signal }, () => told.push('second'));
    const third = armExpiry({ limitMs: 0, signal: run.signal }, () => told.push('third'));
    first();
    first();
    third();
    await expiryOf(5, running());
    run.abort();
    expect(told).toEqual(['second']);
  });

  it('tells every wait of a run once, even where one ends another', () => {
    const run = new AbortController();
    const told: string[] = [];
    armExpiry({ limitMs: 60_000, signal: run.signal }, () => {
      told.push('first');
      endSecond();
    });
    const endSecond = armExpiry({ limitMs: 60_000, signal: run.signal }, () => told.push('second'));
    armExpiry({ limitMs: 60_000, signal: run.signal }, () => told.push('third'));
    run.abort();
    expect(told).toEqual(['first', 'third']);
  });

  it('gives back time that this process was busy, so that nothing expires for it', async () => {
    const told: Expiry[] = [];
    const disarm = armExpiry({ limitMs: 200, signal: running() }, (expiry) => told.push(expiry));
    for (const start = performance.now(); performance.now() - start < 450; );
    await expiryOf(1, running());
    expect(told).toEqual([]);
    disarm();
  });

  it('gives it back once: a process that stays busy still gives up', async () => {
    const expiry = expiryOf(60, running());
    for (const start = performance.now(); performance.now() - start < 120; );
    await endOfTurn();
    for (const start = performance.now(); performance.now() - start < 120; );
    expect(await expiry).toBe('timeout');
  });
});
