import { type JsonValue, query } from 'jsonpath-rfc9535';
import { judgingLimitMs, runLimited } from '../probes/assertions/time-limit.ts';
import type { Cell } from './parse-row.ts';
import { readValue, type ValueOptions } from './read-value.ts';
import { badReading, type KpiReading, type LabelledValue, readRows } from './reading.ts';
import { rowsMost } from './wrap-query.ts';

/**
 * What a JSONPath (RFC 9535) finds in a document of somebody else: one number (as a text, too), or rows of label and value.
 * Throws where the path is none.
 */
export function readJson(document: JsonValue, path: string, options: ValueOptions): KpiReading {
  const found = findValues(document, path);
  if ('problem' in found) return badReading(`${path} ${found.problem}`);
  const [first, second] = found.values;
  if (first === undefined) return { kind: 'no-rows' };
  if (second === undefined && Array.isArray(first)) return readList(first, path, options);
  if (found.values.every(isObject)) return readList(found.values, path, options);
  if (second !== undefined) {
    const must = 'must find one, or a list of objects with label and value';
    return badReading(`${path} finds ${found.values.length} values, ${must}`);
  }
  const reading = readValue(toCell(first), options);
  if ('problem' in reading) return badReading(`${path} ${reading.problem}`);
  const { value, ...note } = reading;
  return value === null ? { kind: 'null' } : { kind: 'number', value, ...note };
}

function findValues(
  document: JsonValue,
  path: string,
): { readonly values: readonly JsonValue[] } | { readonly problem: string } {
  try {
    const limited = runLimited(() => query(document, path));
    if ('stopped' in limited) return { problem: `was not decided within ${judgingLimitMs} ms, must be simpler` };
    return { values: limited.value };
  } catch (error) {
    // Stack overflow: a document nested some thousand levels deep is nobody's honest answer.
    if (error instanceof RangeError) return { problem: 'cannot be looked up: the document is nested too deeply' };
    throw new Error(`Cannot read a KPI by "${path}": it is not a JSONPath (RFC 9535)`, { cause: error });
  }
}

function readList(items: readonly JsonValue[], path: string, options: ValueOptions): KpiReading {
  if (items.length === 0) return { kind: 'no-rows' };
  if (items.length > rowsMost) {
    return badReading(`${path} finds ${items.length} rows, must find at most ${rowsMost}`);
  }
  const rows: LabelledValue[] = [];
  for (const [index, item] of items.entries()) {
    const { label, value } = isObject(item) ? item : {};
    if (typeof label !== 'string' && typeof label !== 'number') {
      return badReading(`Row ${index + 1} at ${path} has no label, must be an object with label and value`);
    }
    const reading = readValue(toCell(value), options);
    if ('problem' in reading) return badReading(`The value of row ${index + 1} at ${path} ${reading.problem}`);
    rows.push({ label: String(label), value: reading.value });
  }
  return readRows(rows);
}

const isObject = (value: JsonValue): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Decimals often come as texts, so that no double rounds them. */
const numericText = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function toCell(value: JsonValue | undefined): Cell {
  if (value === undefined) return { kind: 'other', text: 'nothing' };
  if (value === null) return { kind: 'null', text: 'null' };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'string') return { kind: numericText.test(value) ? 'number' : 'text', text: value };
  return { kind: 'other', text: writeOdd(value) };
}

/** A document that can be read may be nested too deeply to be written: that is no fault of ours. */
function writeOdd(value: JsonValue): string {
  try {
    return JSON.stringify(value).slice(0, 200);
  } catch {
    return Array.isArray(value) ? 'a deeply nested list' : 'a deeply nested object';
  }
}
