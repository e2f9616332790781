import type { KpiSpec } from '../model/kpi.ts';
import { quote } from '../probes/assertions/excerpt.ts';
import type { Cell } from './parse-row.ts';

/** What a value is read as. */
export interface ValueOptions {
  readonly measures: KpiSpec['measures'];
  /** Real time as epoch milliseconds: ages are counted up to it. */
  readonly nowMs: number;
}

/** A value, or what is wrong with it as the end of a sentence that begins with what holds it. */
export type ValueReading = { readonly value: number | null; readonly note?: string } | { readonly problem: string };

/**
 * The range of a metric's value (API_MetricDatum; the least is from older texts of it): one beyond it, or nearer to zero without
 * being zero, would make CloudWatch refuse all that is sent with it.
 */
export const valueMost = 2 ** 360;
const valueLeast = 2 ** -360;

/** ISO 8601 with an offset, as JSON has it of a `timestamptz`: without one a moment would be a guess. */
const momentPattern = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/i;

/** Whether a value has the form that a KPI of this kind wants. */
export function hasForm({ kind, text }: Cell, measures: KpiSpec['measures']): boolean {
  return measures === 'age' ? kind === 'text' && momentPattern.test(text) : kind === 'number';
}

/** Reads a number, or the age of a moment in seconds; one in the future has the age 0. */
export function readValue(cell: Cell, { measures, nowMs }: ValueOptions): ValueReading {
  if (cell.kind === 'null') return { value: null };
  return measures === 'age' ? readAge(cell, nowMs) : readNumber(cell);
}

function readAge(cell: Cell, nowMs: number): ValueReading {
  const shown = cell.kind === 'text' ? quote(cell.text) : quote(cell.text).slice(1, -1);
  const atMs = hasForm(cell, 'age') ? Date.parse(withFullOffset(cell.text)) : Number.NaN;
  if (Number.isNaN(atMs)) {
    return {
      problem: `holds ${shown}, must be a moment with its offset: of type timestamptz, as in max(created_at) AT TIME ZONE 'UTC'`,
    };
  }
  return { value: Math.max(0, (nowMs - atMs) / 1_000) };
}

/** `+02` and `+0200` are offsets to PostgreSQL, and not to every version of ECMAScript's date format. */
const withFullOffset = (text: string): string =>
  text.replace(' ', 'T').replace(/([+-]\d\d):?(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);

function readNumber(cell: Cell): ValueReading {
  if (cell.kind !== 'number') return { problem: explainNoNumber(cell) };
  const { text } = cell;
  const value = Number(text) + 0; // No negative zero.
  if (Math.abs(value) > valueMost) {
    return { problem: `holds ${shorten(text)}, must be below 2^360, which is the most that a metric holds` };
  }
  if (Math.abs(value) < valueLeast && /[1-9]/.test(text.replace(/e.*/i, ''))) {
    return { problem: `holds ${shorten(text)}, must be zero or beyond 2^-360, which is the least that a metric holds` };
  }
  return isRounded(text, value) ? { value, note: `rounded from ${shorten(text)}` } : { value };
}

function explainNoNumber({ kind, text }: Cell): string {
  if (/^[+-]?(nan|inf(inity)?)$/i.test(text)) return `holds ${text}, must be a number: keep it out, as with NULLIF`;
  if (kind === 'other') return `holds ${quote(text).slice(1, -1)}, must be a number`;
  return `holds the text ${quote(text)}, must be a number: cast it, as with ::numeric`;
}

/** Whole numbers beyond 2^53 may not be what was said any more. */
const isRounded = (text: string, value: number): boolean =>
  /^-?\d+$/.test(text) && !Number.isSafeInteger(value) && BigInt(text) !== BigInt(value);

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}...` : text);
