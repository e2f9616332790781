import type { DatabaseState } from '../shared/model/database-view.ts';
import type { KpiOutcome } from '../shared/model/kpi.ts';
import type { Outcome } from '../shared/model/probe-result.ts';
import type { FunctionKind } from '../shared/plan/plan.ts';
import { type Column, formatTable } from './format-table.ts';
import { formatResults, type ResultRow } from './result-table.ts';
import { paint } from './terminal.ts';

/** What every function answers to a person. */
export interface HandAnswer {
  readonly summary: string;
  /** How many results did not fit into the answer. */
  readonly omitted?: number;
  /** The region that answered. */
  readonly location: string;
}

/** What this command knows about invoking a kind of function by hand. */
interface HandKind {
  /** Where the things stand in the plan and in the event. */
  readonly field: 'endpoints' | 'databases' | 'kpis' | 'refreshes';
  readonly what: string;
  /** What its answer is called. */
  readonly report: string;
  readonly isAnswer: (answer: unknown) => answer is HandAnswer;
  readonly isFine: (answer: HandAnswer) => boolean;
  /** Lines of a table over all answers. */
  readonly format: (answers: readonly HandAnswer[]) => readonly string[];
}

interface ProbeAnswer extends HandAnswer {
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly results: readonly ResultRow[];
}

interface HealthAnswer extends HandAnswer {
  readonly databases: readonly { readonly id: string; readonly state: DatabaseState; readonly summary: string }[];
}

interface KpiAnswer extends HandAnswer {
  readonly counts: Readonly<Record<'error' | 'breached' | 'fine', number>>;
  readonly results: readonly { readonly kpi: string; readonly outcome: KpiOutcome; readonly reason: string }[];
}

interface RefreshAnswer extends HandAnswer {
  readonly results: readonly {
    readonly refresh: string;
    readonly status: 'completed' | 'error';
    readonly message: string;
  }[];
}

/** An answer has a summary and a list of this name. */
const hasList =
  (list: string) =>
  (answer: unknown): answer is HandAnswer => {
    const { summary, [list]: entries } = (answer ?? {}) as Readonly<Record<string, unknown>>;
    return typeof summary === 'string' && Array.isArray(entries);
  };

interface Line {
  readonly what: string;
  readonly state: string;
  readonly good: boolean;
  readonly text: string;
}

const lineColumns = (title: string): readonly Column<Line>[] => [
  { title, text: ({ what }) => what },
  { title: 'State', text: ({ state }) => state, paint: (padded, { good }) => paint(good ? 'green' : 'red', padded) },
  { title: 'Reason', text: ({ text }) => text },
];

/** Kinds of functions that a person may invoke. */
export const handKinds = {
  'endpoint-probe': {
    field: 'endpoints',
    what: 'endpoint',
    report: 'probe report',
    isAnswer: hasList('results'),
    isFine: (answer) => {
      const { down, unknown } = (answer as ProbeAnswer).counts;
      return down + unknown === 0;
    },
    format: (answers) =>
      formatResults(
        (answers as readonly ProbeAnswer[]).flatMap(({ results, location }) =>
          results.map((result) => ({ ...result, location })),
        ),
      ),
  },
  'database-health': {
    field: 'databases',
    what: 'database',
    report: 'health report',
    isAnswer: hasList('databases'),
    isFine: (answer) => (answer as HealthAnswer).databases.every(({ state }) => state === 'healthy'),
    format: (answers) =>
      formatTable(
        lineColumns('Database'),
        (answers as readonly HealthAnswer[]).flatMap(({ databases }) =>
          databases.map(({ id, state, summary }) => ({ what: id, state, good: state === 'healthy', text: summary })),
        ),
      ),
  },
  'kpi-query': {
    field: 'kpis',
    what: 'KPI',
    report: 'KPI report',
    isAnswer: hasList('results'),
    isFine: (answer) => {
      const { error, breached } = (answer as KpiAnswer).counts;
      return error + breached === 0;
    },
    format: (answers) =>
      formatTable(
        lineColumns('KPI'),
        (answers as readonly KpiAnswer[]).flatMap(({ results }) =>
          results.map(({ kpi, outcome, reason }) => ({
            what: kpi,
            state: outcome,
            good: outcome === 'value',
            text: reason,
          })),
        ),
      ),
  },
  'view-refresh': {
    field: 'refreshes',
    what: 'refresh',
    report: 'refresh report',
    isAnswer: hasList('results'),
    isFine: (answer) => (answer as RefreshAnswer).results.every(({ status }) => status === 'completed'),
    format: (answers) =>
      formatTable(
        lineColumns('Refresh'),
        (answers as readonly RefreshAnswer[]).flatMap(({ results }) =>
          results.map(({ refresh, status, message }) => ({
            what: refresh,
            state: status,
            good: status === 'completed',
            text: message,
          })),
        ),
      ),
  },
} as const satisfies Partial<Record<FunctionKind, HandKind>>;

export function isHandKind(kind: FunctionKind): kind is keyof typeof handKinds {
  return Object.hasOwn(handKinds, kind);
}
