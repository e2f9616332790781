import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StateStore } from '../../shared/ports/state-store.ts';

/** A state store on a clock that tests move. */
export interface StateStoreHarness {
  readonly store: StateStore;
  /** Moves the clock of the store. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** Where the clock of a harness begins. */
export const stateBeginsAtMs = Date.parse('2026-01-05T08:30:00Z');

const dayMs = 86_400_000;
const key = 'database/orders';
const expiresAtMs = stateBeginsAtMs + dayMs;

/** What every adapter of the state store keeps. */
export function describeStateStore(name: string, open: () => Promise<StateStoreHarness>): void {
  describe(`${name} as a state store`, () => {
    let harness: StateStoreHarness;
    const read = () => harness.store.read(key);
    const write = (value: unknown, after?: number, untilMs = expiresAtMs) =>
      harness.store.write(key, { value, after, expiresAtMs: untilMs });

    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    it('knows nothing before something is written', async () => {
      expect(await read()).toBeUndefined();
    });

    it('gives back what was written, with the version that the next write names', async () => {
      const value = { commits: 12, name: 'naïve ☃', sizes: [1.5, null, true], nested: { empty: {} } };
      expect(await write(value)).toBe(true);
      const stored = await read();
      expect(stored?.value).toEqual(value);
      expect(await write({ commits: 13 }, stored?.version)).toBe(true);
      expect((await read())?.value).toEqual({ commits: 13 });
    });

    it.each([null, 0, '', false, [], {}])('keeps %j apart from nothing', async (value) => {
      await write(value);
      expect((await read())?.value).toEqual(value);
    });

    it('keeps keys apart', async () => {
      await write('here');
      expect(await harness.store.read('database/trips')).toBeUndefined();
    });

    it('does not let a first write overwrite another one', async () => {
      await write('first');
      expect(await write('second')).toBe(false);
      expect((await read())?.value).toBe('first');
    });

    it('does not let a write overwrite what it has not seen', async () => {
      await write('first');
      const seen = (await read())?.version;
      await write('second', seen);
      expect(await write('third', seen)).toBe(false);
      expect((await read())?.value).toBe('second');
    });

    it('does not write after a version that never was', async () => {
      expect(await write('second', 1)).toBe(false);
      expect(await read()).toBeUndefined();
    });

    it('lets one of two win that write at once', async () => {
      await write('first');
      const seen = (await read())?.version;
      const wins = await Promise.all([write('left', seen), write('right', seen)]);
      expect(wins.toSorted()).toEqual([false, true]);
      expect((await read())?.value).toBe(wins[0] ? 'left' : 'right');
    });

    it('forgets what was not written again in time, and begins anew', async () => {
      await write('old');
      const seen = (await read())?.version;
      harness.pass(dayMs - 1_000);
      expect((await read())?.value).toBe('old');
      harness.pass(1_000);
      expect(await read()).toBeUndefined();
      expect(await write('late', seen, expiresAtMs + dayMs)).toBe(false);
      expect(await write('new', undefined, expiresAtMs + dayMs)).toBe(true);
      expect((await read())?.value).toBe('new');
    });

    it('remembers longer what is written again', async () => {
      await write('old');
      await write('newer', (await read())?.version, expiresAtMs + dayMs);
      harness.pass(dayMs + 1_000);
      expect((await read())?.value).toBe('newer');
    });

    it('is not changed by whoever changes what was read or written', async () => {
      const value = { list: [1] };
      await write(value);
      value.list.push(2);
      Object.assign((await read())?.value ?? {}, { list: [3] });
      expect((await read())?.value).toEqual({ list: [1] });
    });

    it('takes 350 KB, and refuses more in one sentence', async () => {
      const ofBytes = (bytes: number) => 'ä'.repeat((bytes - 2) / 2);
      expect(await write(ofBytes(350 * 1024))).toBe(true);
      expect((await read())?.value).toBe(ofBytes(350 * 1024));
      await expect(write(ofBytes(350 * 1024 + 2), (await read())?.version)).rejects.toThrow(
        'Cannot remember "database/orders": it has 351 KB, must have at most 350 KB',
      );
    });
  });
}
