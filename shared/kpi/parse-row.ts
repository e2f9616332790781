/** One value of an answer. A number keeps the text that it came as: a double may not hold all of its digits. */
export interface Cell {
  /** `other`: true, false, a list or an object, which are neither a number nor a label. */
  readonly kind: 'number' | 'text' | 'null' | 'other';
  readonly text: string;
}

/** A named value. Names may repeat, as columns of a query may: an object of JavaScript would lose all but one. */
export interface Column {
  readonly name: string;
  readonly cell: Cell;
}

/** `"name":` with the comma before it, and a value that holds no other. The row is known to be JSON (RFC 8259). */
const namePattern = /[{,]\s*("(?:[^"\\]|\\.)*")\s*:\s*/y;
const scalarPattern = /("(?:[^"\\]|\\.)*")|(null)|(true|false)|(-?\d[\d.eE+-]*)/y;

/** Brackets, and the texts between that may hold some. */
const bracketPattern = /"(?:[^"\\]|\\.)*"|([[{])|([\]}])/g;

/** Reads a row that `row_to_json` wrote; undefined where it is cut. */
export function parseRow(json: string): readonly Column[] | undefined {
  if (!isJson(json)) return undefined;
  const columns: Column[] = [];
  for (let at = 0; ; ) {
    namePattern.lastIndex = at;
    const name = namePattern.exec(json)?.[1];
    if (name === undefined) return columns;
    const { cell, end } = readCell(json, namePattern.lastIndex);
    columns.push({ name: JSON.parse(name) as string, cell });
    at = end;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readCell(json: string, start: number): { readonly cell: Cell; readonly end: number } {
  scalarPattern.lastIndex = start;
  const found = scalarPattern.exec(json);
  if (found === null) {
    const end = endOfNested(json, start);
    return { cell: { kind: 'other', text: json.slice(start, end) }, end };
  }
  const [text, quoted, nothing, word] = found;
  const end = scalarPattern.lastIndex;
  if (quoted !== undefined) return { cell: { kind: 'text', text: JSON.parse(quoted) as string }, end };
  if (nothing !== undefined) return { cell: { kind: 'null', text }, end };
  return { cell: { kind: word === undefined ? 'number' : 'other', text }, end };
}

function endOfNested(json: string, start: number): number {
  bracketPattern.lastIndex = start;
  let depth = 0;
  for (let found = bracketPattern.exec(json); found !== null; found = bracketPattern.exec(json)) {
    const [, opening, closing] = found;
    if (opening !== undefined) depth += 1;
    if (closing !== undefined) depth -= 1;
    if (depth === 0) return bracketPattern.lastIndex;
  }
  return json.length;
}
