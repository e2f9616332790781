import type { Calendar } from './calendar.ts';
import type { SecretRef } from './secret-ref.ts';
import type { Severity } from './severity.ts';

/** What a run of a KPI ended in, told apart because each means something else; the order is the code in its metric. */
export const kpiOutcomes = ['value', 'null', 'no-rows', 'error', 'timeout'] as const;

export type KpiOutcome = (typeof kpiOutcomes)[number];

/** Where a number comes from. */
export type KpiSource =
  | { readonly kind: 'sql'; readonly database: string; readonly sql: string }
  | {
      readonly kind: 'http';
      readonly url: string;
      /** JSONPath (RFC 9535). */
      readonly json: string;
      readonly headers: Readonly<Record<string, string | SecretRef>>;
      readonly allowNetworks: readonly string[];
    };

/** When an alert holds. Thresholds are in the unit of the value; ages in seconds. */
export type KpiCondition =
  | { readonly kind: 'compare'; readonly operator: '>' | '<' | '>=' | '<=' | '='; readonly threshold: number }
  /** Against the value at the same time a week ago, in percent of it. */
  | { readonly kind: 'last-week'; readonly operator: '>' | '<'; readonly percent: number }
  | { readonly kind: 'outcome'; readonly outcomes: readonly KpiOutcome[] };

/** One alert of a KPI: the function judges it, its alarm counts the runs in which it held. */
export interface KpiAlert {
  /** Id of its alarm, e.g. `kpi/mrr/alert`: also the key of the finding that explains it. */
  readonly id: string;
  /** The metric's dimension, e.g. `alert`. */
  readonly name: string;
  /** That of its alarm, and of the finding. */
  readonly severity: Severity;
  /** The condition in words: "below 1,000 EUR". */
  readonly rule: string;
  readonly condition: KpiCondition;
  /** Judged only inside of it. */
  readonly during?: Calendar;
  /** Judged only outside of it. */
  readonly outside?: Calendar;
}

/** One business number with everything that a run needs; plain data. */
export interface KpiSpec {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly unit: string;
  readonly source: KpiSource;
  readonly everySeconds: number;
  readonly timeoutMs: number;
  /** IANA name; what "today" means. */
  readonly timeZone: string;
  readonly target?: number;
  readonly better: 'higher' | 'lower';
  readonly measures: 'number' | 'age';
  /** Labels that are metrics of their own, in the order of a funnel. */
  readonly labels: readonly string[];
  /** Which row decides where there are several. */
  readonly judge: 'highest' | 'lowest' | 'sum';
  /** What null and no rows stand for. */
  readonly noData: 'ignore' | 'zero';
  readonly alerts: readonly KpiAlert[];
  readonly runbook?: string;
}

/** A refresh of a materialised view, or the call of a function that does it. */
export interface RefreshSpec {
  readonly id: string;
  readonly title: string;
  /** That of its alarm, and of the finding. */
  readonly severity: Severity;
  readonly database: string;
  /** The one statement, quoted: `REFRESH MATERIALIZED VIEW "public"."api_performance"`. */
  readonly sql: string;
  readonly everySeconds: number;
  readonly timeoutMs: number;
  readonly runbook?: string;
}
