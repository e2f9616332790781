import type { KpiOutcome, KpiSpec } from '../model/kpi.ts';
import { valueMost } from './read-value.ts';
import type { KpiReading, LabelledValue } from './reading.ts';

/** A row that has a value. */
export interface KpiRow {
  readonly label: string;
  readonly value: number;
}

/** What a KPI amounts to. */
export interface KpiDecision {
  readonly outcome: KpiOutcome;
  /** What is judged and published. */
  readonly value?: number;
  readonly rows: readonly KpiRow[];
  /** Whose value that is, as the beginning of a sentence: `premium`, `the sum of 3 rows`; `it` where there is only one. */
  readonly subject: string;
  /** What else a reader should know: why there is no value, or what stands for it. */
  readonly note?: string;
  /** Nothing can be said of the KPI: the fault is here. */
  readonly isOurs: boolean;
}

type JudgedSpec = Pick<KpiSpec, 'judge' | 'noData' | 'labels'>;

/** Reduces a reading to the number that decides: the only one, or that of the row that the KPI judges by. */
export function decideValue(reading: KpiReading, spec: JudgedSpec): KpiDecision {
  switch (reading.kind) {
    case 'failed': {
      const { outcome, reason, isOurs } = reading;
      return { outcome, rows: [], subject: 'it', note: reason, isOurs };
    }
    case 'number': {
      const { kind: _kind, value, ...note } = reading;
      return { outcome: 'value', value, rows: [], subject: 'it', ...note, isOurs: false };
    }
    case 'rows':
      return decideRows(fillRows(reading.rows, spec), spec);
    case 'null':
    case 'no-rows':
      return decideNothing(reading.kind, spec);
  }
}

/** Each row may be a value of a metric, and their sum none. */
function decideRows(rows: readonly KpiRow[], spec: JudgedSpec): KpiDecision {
  const picked = pickRow(rows, spec);
  if (Math.abs(picked.value ?? 0) <= valueMost) return { outcome: 'value', ...picked, isOurs: false };
  const note = `The sum of ${rows.length} rows is beyond 2^360, which is the most that a metric holds`;
  return { outcome: 'error', rows, subject: 'it', note, isOurs: false };
}

function decideNothing(outcome: 'null' | 'no-rows', spec: JudgedSpec): KpiDecision {
  const note = outcome === 'null' ? 'NULL' : 'no rows';
  if (spec.noData === 'ignore') return { outcome, rows: [], subject: 'it', note, isOurs: false };
  const rows = fillRows([], spec);
  const picked = rows.length === 0 ? { rows, value: 0, subject: 'it' } : pickRow(rows, spec);
  return { outcome, ...picked, note: `${note}, which stands for zero`, isOurs: false };
}

/** Rows without a value are left out, or are zero; so is a label that the definition names and the answer does not. */
function fillRows(rows: readonly LabelledValue[], { noData, labels }: JudgedSpec): readonly KpiRow[] {
  if (noData === 'ignore') return rows.flatMap(({ label, value }) => (value === null ? [] : { label, value }));
  const missing = labels.filter((label) => rows.every((row) => row.label !== label));
  return [
    ...rows.map(({ label, value }) => ({ label, value: value ?? 0 })),
    ...missing.map((label) => ({ label, value: 0 })),
  ];
}

function pickRow(rows: readonly KpiRow[], { judge }: JudgedSpec): Pick<KpiDecision, 'rows' | 'value' | 'subject'> {
  const [first, ...others] = rows;
  if (first === undefined) return { rows, subject: 'it' };
  if (judge === 'sum') {
    const value = rows.reduce((sum, row) => sum + row.value, 0);
    return { rows, value, subject: rows.length === 1 ? first.label : `the sum of ${rows.length} rows` };
  }
  const isWorse = (row: KpiRow, than: KpiRow): boolean =>
    judge === 'highest' ? row.value > than.value : row.value < than.value;
  const { label, value } = others.reduce((worst, row) => (isWorse(row, worst) ? row : worst), first);
  return { rows, value, subject: label };
}
