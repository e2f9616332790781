import type { AddressInfo } from 'node:net';
import { createConnection, createServer } from 'node:net';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { createTurnClock, v8FlagForTiming } from '../../../shared/probes/turn-clock.ts';

/** A loop whose time, idle time and turns are moved by hand. */
function startLoop() {
  let nowMs = 100;
  let idleMs = 40;
  let ends: (() => void)[] = [];
  const clock = createTurnClock({
    now: () => nowMs,
    idleMs: () => idleMs,
    atEndOfTurn: (callback) => void ends.push(callback),
  });
  return {
    clock,
    work(ms: number): void {
      nowMs += ms;
    },
    wait(ms: number): void {
      for (const end of ends) end();
      ends = [];
      nowMs += ms;
      idleMs += ms;
    },
    openCallbacks: () => ends.length,
  };
}

describe('createTurnClock()', () => {
  it('gives every reader in one turn the same stamp', () => {
    const loop = startLoop();
    const first = loop.clock.now();
    loop.work(7);
    expect(loop.clock.now()).toBe(first);
    expect(loop.clock.exactNow()).toBe(first + 7);
  });

  it('reads again in the next turn', () => {
    const loop = startLoop();
    const first = loop.clock.now();
    loop.work(7);
    loop.wait(20);
    expect(loop.clock.now()).toBe(first + 27);
  });

  it('bounds how late a stamp may be by the work since the stamp before', () => {
    const loop = startLoop();
    loop.clock.now();
    loop.work(7);
    loop.wait(20);
    loop.work(0.5);
    expect(loop.clock.turnMs()).toBeCloseTo(7.5);
    loop.wait(100);
    expect(loop.clock.turnMs()).toBeCloseTo(0);
  });

  it('waits for the end of a turn once, however often it is read', () => {
    const loop = startLoop();
    loop.clock.now();
    loop.clock.now();
    loop.clock.turnMs();
    expect(loop.openCallbacks()).toBe(1);
  });

  it('gives what arrives together one stamp, in a real event loop', async () => {
    const clock = createTurnClock();
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const before = clock.exactNow();
    const stamps = await new Promise<readonly number[]>((resolve) => {
      const taken: number[] = [];
      createConnection({ host: '127.0.0.1', port }, function connected(this: unknown) {
        taken.push(clock.now());
        for (let spent = clock.exactNow(); clock.exactNow() - spent < 2; );
        taken.push(clock.now());
        resolve(taken);
      }).resume();
    });
    await endOfTurn();
    await new Promise((resolve) => server.close(resolve));
    expect(stamps[0]).toBe(stamps[1]);
    expect(stamps[0]).toBeGreaterThanOrEqual(before);
    expect(clock.now()).toBeGreaterThanOrEqual((stamps[1] ?? 0) + 2);
    expect(clock.turnMs()).toBeGreaterThanOrEqual(1.9);
  });
});

describe('v8FlagForTiming', () => {
  it('is a flag that this V8 knows', () => {
    expect(() => setFlagsFromString(v8FlagForTiming)).not.toThrow();
  });
});
