import { type Duration, durationMs, formatDuration } from '../model/duration.ts';
import type { Problem } from './explain-issue.ts';

/** Kept back of every run to publish what it found. */
const reserveMs = 5_000;

/** A statement that may take longer than its run is cut off by the run, which then says nothing about the statement. */
export function checkTimeout(
  path: string,
  { every, timeout }: { readonly every: Duration; readonly timeout: Duration },
): readonly Problem[] {
  const mostMs = durationMs(every) - reserveMs;
  if (durationMs(timeout) < mostMs) return [];
  const message = `${timeout} does not fit into a run every ${every}`;
  return [{ path: `${path}.timeout`, message, hint: `write less than "${formatDuration(mostMs)}"` }];
}
