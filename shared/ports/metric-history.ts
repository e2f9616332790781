import type { MetricId } from '../model/metric.ts';

/** Reads back what was published: CloudWatch on AWS, the metric store on one machine. */
export interface MetricHistory {
  /** Points of one metric and statistic, oldest first, one per period with data; `fromMs` inclusive, `toMs` exclusive (epoch). */
  read(query: {
    readonly metric: MetricId;
    /** E.g. `Average`, `Sum`, `p95`. */
    readonly stat: string;
    readonly periodSeconds: number;
    readonly fromMs: number;
    readonly toMs: number;
  }): Promise<readonly { readonly timestampMs: number; readonly value: number }[]>;
}
