import type { WakeUps } from '../../shared/ports/wake-ups.ts';

/** Wake-ups that somebody with a clock must ask for. */
export interface MemoryWakeUps extends WakeUps {
  /** The earliest moment that somebody is to be woken at, in epoch milliseconds. */
  next(): number | undefined;
  /** Alarms whose moment has come, soonest first, each once. They are not told again. */
  take(nowMs: number): readonly string[];
}

/** Wake-ups in memory: the watch's own clock looks after them. */
export function createMemoryWakeUps(): MemoryWakeUps {
  const moments = new Map<string, Set<number>>();
  const all = () =>
    [...moments]
      .flatMap(([alarm, asked]) => [...asked].map((atMs) => ({ alarm, atMs })))
      .sort((a, b) => a.atMs - b.atMs);
  return {
    async set({ alarm, atMs }) {
      moments.set(alarm, (moments.get(alarm) ?? new Set()).add(atMs));
    },
    next: () => all()[0]?.atMs,
    take(nowMs) {
      const due = all().filter(({ atMs }) => atMs <= nowMs);
      for (const { alarm, atMs } of due) moments.get(alarm)?.delete(atMs);
      return [...new Set(due.map(({ alarm }) => alarm))];
    },
  };
}
