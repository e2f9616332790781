import type { DatabaseFailure } from '../model/database-failure.ts';
import type { KpiOutcome } from '../model/kpi.ts';
import { quote } from '../probes/assertions/excerpt.ts';

/** One labelled row; null where there is a row without a value. */
export interface LabelledValue {
  readonly label: string;
  readonly value: number | null;
}

/** What asking for a KPI brought, before anything is judged. */
export type KpiReading =
  /** `note`: what a reader should know of the number, e.g. that it was rounded. */
  | { readonly kind: 'number'; readonly value: number; readonly note?: string }
  /** At least one row, labels unique, at least one of the values not null. */
  | { readonly kind: 'rows'; readonly rows: readonly LabelledValue[] }
  | { readonly kind: 'null' | 'no-rows' }
  | KpiFailure;

/** Why there is no answer, or none that can be used. */
export interface KpiFailure {
  readonly kind: 'failed';
  readonly outcome: Extract<KpiOutcome, 'error' | 'timeout'>;
  /** One sentence without a full stop, never a secret. */
  readonly reason: string;
  /** The fault is here (a secret, the network, the time of the run): nothing can be said about the KPI. */
  readonly isOurs: boolean;
}

/** Labels are for metrics, tables and messages; a longer one is no label. */
const labelCharactersMost = 200;

/** An answer that cannot be used. `reason` says what it is and what it must be. */
export function badReading(reason: string): KpiFailure {
  return { kind: 'failed', outcome: 'error', reason, isOurs: false };
}

/** What is known of a KPI that the run had no time for. */
export const outOfTime: KpiFailure = {
  kind: 'failed',
  outcome: 'timeout',
  reason: 'Out of time: the run ended before this KPI was answered',
  isOurs: true,
};

/** A failure of a database, seen from the KPI that asked it. */
export function explainFailure({ kind, message, sqlState }: DatabaseFailure, where = ''): KpiFailure {
  return {
    kind: 'failed',
    outcome: kind === 'timeout' ? 'timeout' : 'error',
    reason: `${message}${where}${sqlState === undefined || kind === 'timeout' ? '' : ` (SQLSTATE ${sqlState})`}`,
    isOurs: kind === 'ours',
  };
}

/** Rows as a reading, if their labels are fit for one. */
export function readRows(rows: readonly LabelledValue[]): KpiReading {
  const labels = rows.map(({ label }) => label);
  const repeated = labels.find((label, index) => labels.indexOf(label) !== index);
  if (repeated !== undefined) {
    return badReading(`The label ${quote(repeated)} stands on more than one row, must be unique: group by it`);
  }
  const long = labels.find((label) => label.length > labelCharactersMost);
  if (long !== undefined) {
    const is = `The label ${quote(long)} has ${long.length} characters`;
    return badReading(`${is}, must have at most ${labelCharactersMost}`);
  }
  return rows.some(({ value }) => value !== null) ? { kind: 'rows', rows } : { kind: 'null' };
}
