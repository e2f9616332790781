import type { EvidenceTable, TableColumn } from '../../model/evidence-table.ts';
import { formatCell, isNumeric } from '../format-values.ts';
import { type Content, html, type Markup } from './markup.ts';

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: 'right';
  /** It holds sentences. */
  readonly isWide?: true;
  readonly cell: (row: Row) => Content;
}

/** A table that scrolls on its own where it is wider than the page. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  gradeOf: (row: Row) => string | undefined = () => undefined,
): Markup {
  const classOf = ({ align, isWide }: Column<Row>) =>
    align === 'right' ? html` class="right"` : isWide ? html` class="wide"` : '';
  const head = columns.map((column) => html`<th scope="col"${classOf(column)}>${column.title}</th>`);
  const body = rows.map((row) => {
    const grade = gradeOf(row);
    const cells = columns.map((column) => html`<td${classOf(column)}>${column.cell(row)}</td>`);
    return html`<tr${grade === undefined ? '' : html` class="grade-${grade}"`}>${cells}</tr>\n`;
  });
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div>\n`;
}

/** An evidence table with its title and note. */
export function evidenceTable({ title, columns, rows, note }: EvidenceTable, timeZone: string): Markup {
  const toColumn = ({ title: heading, unit }: TableColumn, at: number): Column<EvidenceTable['rows'][number]> => ({
    title: heading,
    ...(isNumeric(unit) ? { align: 'right' } : {}),
    cell: ({ values }) => {
      const text = formatCell(values[at] ?? null, unit, timeZone);
      return unit === 'code' ? html`<code>${text}</code>` : text;
    },
  });
  const body = rows.length === 0 ? '' : table(columns.map(toColumn), rows, ({ grade }) => grade);
  const empty = note ?? (rows.length === 0 ? 'Nothing to list.' : undefined);
  return html`<section><h3>${title}</h3>\n${empty === undefined ? '' : html`<p class="muted">${empty}</p>\n`}${body}</section>\n`;
}
