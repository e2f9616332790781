import type { SqlAnswer } from '../ports/database.ts';
import { quote, quoteOwn } from '../probes/assertions/excerpt.ts';
import { type Cell, type Column, parseRow } from './parse-row.ts';
import { hasForm, readValue, type ValueOptions } from './read-value.ts';
import { badReading, type KpiReading, readRows } from './reading.ts';
import { rowCharactersMost, rowsMost } from './wrap-query.ts';

/** One column over all rows. */
interface Strip {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/**
 * What the answer to a wrapped query means: one row of one number is that number; where there are texts beside it, they label
 * it, joined by ` / `. Whatever is not clearly one or the other is an error that says what to write, never zero.
 */
export function readAnswer({ rows: wrapped }: SqlAnswer, options: ValueOptions): KpiReading {
  if (wrapped.length === 0) return { kind: 'no-rows' };
  if (wrapped.length > rowsMost) {
    return badReading(
      `The answer has more than ${rowsMost} rows, must have at most ${rowsMost}: group, or add a LIMIT`,
    );
  }
  const rows: (readonly Column[])[] = [];
  for (const [json] of wrapped) {
    const row = parseRow(json ?? '');
    if (row === undefined) {
      const must = `must be at most ${rowCharactersMost} characters of JSON: select a label and a number only`;
      return badReading(`Row ${rows.length + 1} is too long, ${must}`);
    }
    rows.push(row);
  }
  return readStrips(toStrips(rows), options);
}

function toStrips(rows: readonly (readonly Column[])[]): readonly Strip[] {
  const [first = []] = rows;
  return first.map(({ name }, index) => ({
    name,
    cells: rows.flatMap((row) => row[index]?.cell ?? []),
  }));
}

function readStrips(strips: readonly Strip[], options: ValueOptions): KpiReading {
  const { measures } = options;
  const what = measures === 'age' ? 'moment' : 'number';
  const candidates = strips.filter(({ cells }) => cells.some((cell) => hasForm(cell, measures)));
  const [values, second] = candidates;
  if (second !== undefined) {
    const names = candidates.map(({ name }) => quoteOwn(name)).join(' and ');
    return badReading(`The columns ${names} hold ${what}s, must be one: cast a label to text, and leave out the rest`);
  }
  if (values === undefined) return readWithoutValue(strips, options);
  const labels = strips.filter((strip) => strip !== values);
  const odd = findOdd(labels);
  if (odd !== undefined) return odd;
  if (labels.length > 0) return readLabelled(labels, values, options);
  if (values.cells.length > 1) {
    const must = 'must be one, or have a column of text that labels each';
    return badReading(`The answer has ${values.cells.length} rows of a ${what} alone, ${must}`);
  }
  const [cell] = values.cells;
  return cell === undefined ? { kind: 'no-rows' } : readSingle(values.name, cell, options);
}

/** Only texts and nulls can be labels. */
function findOdd(labels: readonly Strip[]): KpiReading | undefined {
  for (const { name, cells } of labels) {
    const odd = cells.find(({ kind }) => kind === 'other' || kind === 'number');
    if (odd !== undefined) {
      const holds = `The column ${quoteOwn(name)} holds ${quote(odd.text).slice(1, -1)}`;
      return badReading(`${holds}, must be a label, as with ::text, or be left out`);
    }
  }
  return undefined;
}

function readLabelled(labels: readonly Strip[], { name, cells }: Strip, options: ValueOptions): KpiReading {
  const rows = cells.map((cell, index) => ({
    label: labels.map((strip) => strip.cells[index]?.text ?? '').join(' / '),
    reading: readValue(cell, options),
  }));
  for (const { label, reading } of rows) {
    if ('problem' in reading) {
      return badReading(`The column ${quoteOwn(name)} of the row ${quote(label)} ${reading.problem}`);
    }
  }
  return readRows(rows.flatMap(({ label, reading }) => ('problem' in reading ? [] : { label, value: reading.value })));
}

function readSingle(name: string, cell: Cell, options: ValueOptions): KpiReading {
  const reading = readValue(cell, options);
  if ('problem' in reading) return badReading(`The column ${quoteOwn(name)} ${reading.problem}`);
  const { value, ...note } = reading;
  return value === null ? { kind: 'null' } : { kind: 'number', value, ...note };
}

/** Nothing has the form of a value: all null, or something else in its place. */
function readWithoutValue(strips: readonly Strip[], options: ValueOptions): KpiReading {
  const isNull = ({ cells }: Strip): boolean => cells.every(({ kind }) => kind === 'null');
  const named = strips.find((strip) => strip.name === 'value' && !isNull(strip));
  if (named === undefined && strips.some(isNull)) return { kind: 'null' };
  const wrong = named ?? strips.find(({ cells }) => cells.some(({ kind }) => kind === 'other')) ?? strips.at(-1);
  const cell = wrong?.cells.find(({ kind }) => kind !== 'null');
  if (wrong === undefined || cell === undefined) return badReading('The answer has no column, must have one number');
  return readSingle(wrong.name, cell, options);
}
