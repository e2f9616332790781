import type { ProbeResult } from '../model/probe-result.ts';

/** One structured line per result: the evidence that alerts quote later. */
export interface ResultLog {
  write(result: ProbeResult, run: { readonly job: string; readonly scheduledAtMs: number }): void;
}
