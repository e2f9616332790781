/** One column of a table in a terminal. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  readonly text: (row: Row) => string;
  /** Styles a cell after it was padded, so that escape codes do not count as width. */
  readonly paint?: (padded: string, row: Row) => string;
}

const gap = '  ';

/** Lines of a table: a line of titles, then one per row; columns as wide as their longest cell. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row) => columns.map(({ text }) => text(row)));
  const widths = columns.map(({ title }, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const pad = (text: string, at: number) =>
    columns[at]?.align === 'right' ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  const titles = columns.map(({ title }, at) => pad(title.toUpperCase(), at)).join(gap);
  const lines = rows.map((row, index) =>
    columns
      .map(({ paint }, at) => {
        const padded = pad(cells[index]?.[at] ?? '', at);
        return paint === undefined ? padded : paint(padded, row);
      })
      .join(gap),
  );
  return [titles, ...lines].map((line) => line.trimEnd());
}
