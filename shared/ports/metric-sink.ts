import type { MetricDatum } from '../model/metric.ts';

/** What became of one batch of data. `lost` data were given up within the deadline; they are counted, never hidden. */
export interface MetricReport {
  readonly sent: number;
  readonly lost: number;
  readonly calls: number;
  readonly retries: number;
  /** Why data were lost, when they were. */
  readonly problem?: string;
}

/** Takes data in as few calls as possible; retries what was throttled or failed until `deadlineMs` (epoch). */
export interface MetricSink {
  put(data: readonly MetricDatum[], options: { readonly deadlineMs: number }): Promise<MetricReport>;
}
