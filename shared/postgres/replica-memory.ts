import type { HealthState, Reading } from './health-state.ts';
import type { PulseSample } from './sample.ts';

/** A replica that was taken away on purpose is missed for a day. */
const missedForMs = 24 * 3_600_000;

/** A name that had replicas, how many stream now, and how many did at best within a day. */
export interface ReplicaCount {
  readonly name: string;
  readonly streaming: number;
  readonly expected: number;
}

/** Remembers how many replicas of each name streamed at once, and when that was last so. */
export function rememberReplicas(
  before: HealthState['replicas'],
  pulse: PulseSample,
  atMs: number,
): HealthState['replicas'] {
  return Object.fromEntries(
    countReplicas(before, pulse, atMs).map(({ name, streaming, expected }): [string, Reading] => [
      name,
      streaming >= expected ? [atMs, streaming] : (before[name] ?? [atMs, expected]),
    ]),
  );
}

/** The replicas of a primary by name, those that are missing among them. Aurora's readers come and go by themselves: none there. */
export function countReplicas(
  before: HealthState['replicas'],
  { replicas, aurora, standby }: PulseSample,
  atMs: number,
): readonly ReplicaCount[] {
  if (aurora || standby) return [];
  const streaming = new Map<string, number>();
  for (const { name, state } of replicas)
    if (state === 'streaming') streaming.set(name, (streaming.get(name) ?? 0) + 1);
  const names = new Set([...Object.keys(before), ...streaming.keys()]);
  return [...names].flatMap((name) => {
    const now = streaming.get(name) ?? 0;
    const [seenAtMs, most] = before[name] ?? [atMs, now];
    const expected = atMs - seenAtMs > missedForMs ? now : Math.max(most, now);
    return expected === 0 ? [] : [{ name, streaming: now, expected }];
  });
}
