import type { Severity } from '../model/severity.ts';
import type { CostLine } from '../plan/estimate-cost.ts';
import type { SeenFinding } from '../ports/findings.ts';
import type { ReportPeriods } from './period-of.ts';

/** Values of equal slots of the period, oldest first; null where nothing was measured. */
export type Trend = readonly (number | null)[];

/** How one endpoint did. Percentages are absent where nothing was measured. */
export interface UptimeLine {
  readonly id: string;
  readonly title: string;
  readonly uptimePercent?: number;
  /** In the period before. */
  readonly beforePercent?: number;
  readonly outageMinutes: number;
  /** Share of the period with results, 0-100. */
  readonly measuredPercent: number;
  /** Uptime in percent. */
  readonly trend: Trend;
}

/** Last values of one labelled row of a KPI. */
export interface KpiRow {
  readonly label: string;
  readonly last?: number;
  readonly before?: number;
}

/** How one business number did, in its unit (an age in seconds). Values are absent where the period has none. */
export interface KpiLine {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly measures: 'number' | 'age';
  readonly better: 'higher' | 'lower';
  /** At the end of the period. */
  readonly last?: number;
  readonly mean?: number;
  readonly least?: number;
  readonly most?: number;
  /** At the end of the period before. */
  readonly before?: number;
  /** From `before` to `last`; absent where there is nothing to compare with, or it is 0. */
  readonly changePercent?: number;
  readonly target?: number;
  readonly targetReached?: boolean;
  readonly trend: Trend;
  readonly rows: readonly KpiRow[];
}

/** One alarm from its ALARM to its OK. */
export interface Incident {
  readonly title: string;
  readonly severity: Severity;
  /** Absent where it began before anything is known. */
  readonly openedAtMs?: number;
  /** Absent while it lasts. */
  readonly closedAtMs?: number;
  /** Inside of the period. */
  readonly lastedMs: number;
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** The findings of one database, worst first. */
export interface DatabaseFindings {
  readonly id: string;
  readonly title: string;
  readonly findings: readonly SeenFinding[];
}

interface Part {
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

/** One part of a report. */
export type ReportPart =
  | (Part & { readonly kind: 'uptime'; readonly endpoints: readonly UptimeLine[] })
  | (Part & { readonly kind: 'kpis'; readonly kpis: readonly KpiLine[] })
  | (Part & {
      readonly kind: 'incidents';
      /** Newest first. */
      readonly incidents: readonly Incident[];
      /** Those that began in the period. */
      readonly opened: SeverityCounts;
      /** Those that began in the period before; absent where its history is not kept any more. */
      readonly before?: SeverityCounts;
    })
  | (Part & { readonly kind: 'databases'; readonly databases: readonly DatabaseFindings[] })
  /** A month, in USD. */
  | (Part & { readonly kind: 'cost'; readonly lines: readonly CostLine[] });

/** Everything that a report says, as plain data; renderers make a text or a document of it. */
export interface Report extends ReportPeriods {
  readonly id: string;
  readonly title: string;
  readonly service: string;
  readonly environment: string;
  readonly timeZone: string;
  readonly every: 'day' | 'week' | 'month';
  /** The period ends now instead of at a midnight. */
  readonly untilNow: boolean;
  readonly writtenAtMs: number;
  readonly parts: readonly ReportPart[];
}
