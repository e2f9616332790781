import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WakeUps } from '../../shared/ports/wake-ups.ts';

/** Wake-ups, and whoever is woken by them. */
export interface WakeUpsHarness {
  readonly wakeUps: WakeUps;
  /** Lets time come to a moment: the alarms that were woken, soonest first. */
  wokenBy(atMs: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What the clock of a harness says while wake-ups are asked for. */
export const wakeUpsBeginAtMs = Date.parse('2026-10-25T00:59:30.250Z');

const minuteMs = 60_000;
const alarm = 'shop-prod-web-down';

/** What every adapter of the wake-ups keeps. All of them may be late, by less than a minute here. */
export function describeWakeUps(name: string, open: () => Promise<WakeUpsHarness>): void {
  describe(`${name} as wake-ups`, () => {
    let harness: WakeUpsHarness;
    const set = (inMs: number, of = alarm) => harness.wakeUps.set({ alarm: of, atMs: wakeUpsBeginAtMs + inMs });
    const wokenIn = (ms: number) => harness.wokenBy(wakeUpsBeginAtMs + ms);

    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    it('wakes nobody unasked', async () => {
      expect(await wokenIn(minuteMs)).toEqual([]);
    });

    it.each([10_000, 10_001, 5 * minuteMs, 60 * minuteMs, 86_400_000, 90 * 86_400_000])(
      'wakes once, and not before, in %d ms',
      async (inMs) => {
        await set(inMs);
        expect(await wokenIn(inMs - 1)).toEqual([]);
        expect(await wokenIn(inMs + minuteMs)).toEqual([alarm]);
        expect(await wokenIn(inMs + 2 * minuteMs)).toEqual([]);
      },
    );

    it.each([0, 1, -1, -60 * minuteMs, -400 * 86_400_000])('wakes soon where the moment is in %d ms', async (inMs) => {
      await set(inMs);
      expect(await wokenIn(minuteMs)).toEqual([alarm]);
    });

    it('takes the same that is asked twice for once', async () => {
      await set(5 * minuteMs);
      await set(5 * minuteMs);
      expect(await wokenIn(6 * minuteMs)).toEqual([alarm]);
      expect(await wokenIn(9 * minuteMs)).toEqual([]);
    });

    it('wakes for each moment that was asked for', async () => {
      await set(20 * minuteMs);
      await set(5 * minuteMs);
      expect(await wokenIn(6 * minuteMs)).toEqual([alarm]);
      expect(await wokenIn(21 * minuteMs)).toEqual([alarm]);
    });

    it('can be asked again for a moment that is over', async () => {
      await set(-minuteMs);
      expect(await wokenIn(minuteMs)).toEqual([alarm]);
      await set(-minuteMs);
      expect(await wokenIn(2 * minuteMs)).toEqual([alarm]);
    });

    it('wakes alarms of any name, soonest first', async () => {
      const names = ['drill/web', 'größe – 注文 🔥', 'größe – 注文 ☃', 'x'.repeat(255), `${'x'.repeat(254)}y`];
      for (const [index, hostile] of [...names.entries()].toReversed()) await set((index + 1) * minuteMs, hostile);
      expect(await wokenIn(10 * minuteMs)).toEqual(names);
    });
  });
}
