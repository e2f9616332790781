import type { Finding } from '../model/finding.ts';
import type { ProbeResult } from '../model/probe-result.ts';

/** Finds the newest result of an endpoint at or before a moment, for the text of an alert. Absent when none is found. */
export interface Evidence {
  latest(query: {
    readonly endpoint: string;
    readonly beforeMs: number;
    /** True: the newest result that is `down` or `degraded`; what an opening alert quotes. `unknown` explains nothing. */
    readonly unhealthy: boolean;
  }): Promise<ProbeResult | undefined>;

  /** Finds the newest finding of an alarm at or before a moment. */
  finding(query: { readonly key: string; readonly beforeMs: number }): Promise<Finding | undefined>;
}
