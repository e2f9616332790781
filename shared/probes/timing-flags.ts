import { setFlagsFromString } from 'node:v8';
import { v8FlagForTiming } from './turn-clock.ts';

/**
 * What V8 is told in a process that times others. The young generation keeps its first size: collecting it then takes about
 * 1 ms instead of 10, during which nothing that arrives is seen (docs/benchmarks/probe.md).
 */
export const timingFlags: readonly string[] = [v8FlagForTiming, '--semi-space-growth-factor=1'];

/** Sets them; first thing in the process. */
export function setTimingFlags(): void {
  for (const flag of timingFlags) setFlagsFromString(flag);
}
