import type { EvidenceTable } from '../../model/evidence-table.ts';
import type { HealthPart } from '../../model/health-part.ts';
import type { MetricUnit } from '../../model/metric.ts';
import type { Severity } from '../../model/severity.ts';
import type { HealthWindow } from '../health-window.ts';

/** One threshold worth having on a check, with the reason: what `postgres.recommended()` is made of. */
export interface CheckGrade {
  /** Name of the alarm; unique over all checks, e.g. `connections-nearly-used-up`. */
  readonly alarm: string;
  readonly severity: Severity;
  readonly above?: number;
  readonly below?: number;
  /** How long it must last, as the user writes it: `5m`. */
  readonly for: `${number}${'m' | 'h' | 'd'}`;
  /** Why this number: one sentence for the reference. */
  readonly why: string;
}

/** What a check read from a window. */
export interface Measurement {
  readonly value: number;
  /** One sentence that names the culprit, where there is one: query, table, index, function, root blocker. */
  readonly culprit?: string;
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  /** What to do about it, in one or two sentences. */
  readonly remedy?: string;
}

/** One thing about a database that can be judged: a number with a culprit. One file each. */
export interface DatabaseCheck {
  /** CloudWatch's name of its metric; the only dimension is `Database`. */
  readonly metric: string;
  readonly unit: MetricUnit;
  /** What the number is written with in messages, e.g. `s`, `%`, `queries/s`; empty for a count. */
  readonly symbol: string;
  /** The run that measures it. */
  readonly part: HealthPart;
  /** What the metric means, one sentence, for the reference. */
  readonly meaning: string;
  /** `Maximum` or `Minimum` over a period for what is sampled, `Average` for rates. */
  readonly stat: 'Maximum' | 'Minimum' | 'Average' | 'Sum';
  /** How an alarm treats missing data: `ignore` keeps the state, `notBreaching` where no traffic means no problem. */
  readonly missing: 'ignore' | 'notBreaching';
  readonly missingReason: string;
  /** What is wrong while a threshold is broken, as a short clause that follows the database's title: "has a long-running query". */
  readonly problem: string;
  /** Recommended thresholds, worst first; empty where the check is only drawn or set by hand. */
  readonly grades: readonly CheckGrade[];
  /** Undefined where the window does not know: no earlier sample, a reset, a view that is missing. Never a guess. Pure. */
  readonly measure: (window: HealthWindow) => Measurement | undefined;
}

/** A table of top-N rows, made from a window. Undefined where the part was not sampled. */
export type TableBuilder = (window: HealthWindow) => EvidenceTable | undefined;
