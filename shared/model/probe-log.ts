import type { ProbeResult } from './probe-result.ts';

/** What `type` says in a log line that holds one probe result: log filters find evidence by it. */
export const probeLogType = 'probe-result';

/** The one structured log line that the probe function writes per result, and the router reads back as evidence. */
export interface ProbeLogLine {
  readonly level: 'INFO';
  readonly type: typeof probeLogType;
  /** Id of the job, e.g. `endpoint-probe/eu-central-1/1m`. */
  readonly job: string;
  /** Epoch milliseconds at which the run was due. */
  readonly scheduledAtMs: number;
  readonly result: ProbeResult;
}
