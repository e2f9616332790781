import type { CellValue, EvidenceTable, TableColumn } from '../../../shared/model/evidence-table.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { useZonedTime } from '../state/use-store.ts';
import { formatCell, isNumeric } from '../text/cell.ts';
import { countOf } from '../text/format.ts';
import { type Look, severityLooks } from './badges.tsx';
import { Card, Empty } from './card.tsx';
import { Icon } from './icon.tsx';
import { useMoreRows } from './more-rows.tsx';

type Row = EvidenceTable['rows'][number];

const gradeLooks = {
  ...severityLooks,
  ok: { tone: 'ok', icon: 'up', word: 'OK' },
} as const satisfies Record<Severity | 'ok', Look>;

/** Tables of evidence, a card for each; those that are empty and have no more to say share one line. */
export function EvidenceCards({ tables }: { readonly tables: readonly EvidenceTable[] }) {
  const isSilent = ({ rows, note }: EvidenceTable) => rows.length === 0 && note === undefined;
  const silent = tables.filter(isSilent).map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1));
  return (
    <>
      {tables.map((table) => !isSilent(table) && <EvidenceCard key={table.name} table={table} />)}
      {silent.length > 0 && <p class="muted">Nothing in: {silent.join(', ')}.</p>}
    </>
  );
}

function EvidenceCard({ table }: { readonly table: EvidenceTable }) {
  const { title, rows } = table;
  return (
    <Card title={title} aside={rows.length > 0 ? countOf(rows.length, 'row') : undefined}>
      <EvidenceRows table={table} />
    </Card>
  );
}

const pages = { first: 10, more: 30 } as const;

/** Any table of evidence: each value by the unit of its column, each row by its grade, and why it is empty; more on request. */
export function EvidenceRows({ table: { title, columns, rows, note } }: { readonly table: EvidenceTable }) {
  const { shown, button } = useMoreRows(rows, pages);
  if (rows.length === 0) return <Empty title="No rows">{note}</Empty>;
  const classes = columns.map(({ unit }, place) => classOf(unit, rows, place));
  return (
    <>
      <section
        class={`evidence${columns.length > 6 ? ' evidence-wide' : ''}`}
        aria-label={`${title}, rows`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and the keyboard must get there
        tabIndex={0}
      >
        <table class="table">
          <thead>
            <tr>
              {columns.map(({ key, title: name }, place) => (
                <th key={key} scope="col" class={classes[place]}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <EvidenceRow key={index} row={row} columns={columns} classes={classes} />
            ))}
          </tbody>
        </table>
      </section>
      {button}
      {note !== undefined && <p class="muted evidence-note">{note}</p>}
    </>
  );
}

/** From this length on, a text is read as a statement, and wraps in a column of its own width. */
const STATEMENT_LETTERS = 48;

function classOf(unit: TableColumn['unit'], rows: readonly Row[], place: number): string {
  if (isNumeric(unit)) return 'number';
  const isLong = rows.some(({ values }) => String(values[place] ?? '').length >= STATEMENT_LETTERS);
  return isLong ? 'evidence-long' : 'evidence-short';
}

interface EvidenceRowProps {
  readonly row: Row;
  readonly columns: readonly TableColumn[];
  /** Parallel to the columns. */
  readonly classes: readonly string[];
}

function EvidenceRow({ row: { values, grade }, columns, classes }: EvidenceRowProps) {
  return (
    <tr class={grade === undefined ? undefined : `graded tone-${gradeLooks[grade].tone}`}>
      {columns.map((column, place) => (
        <td key={column.key} class={classes[place]} data-label={column.title}>
          {place === 0 && grade !== undefined && <Grade grade={grade} />}
          <Cell value={values[place] ?? null} column={column} />
        </td>
      ))}
    </tr>
  );
}

function Grade({ grade }: { readonly grade: Severity | 'ok' }) {
  const { icon, word } = gradeLooks[grade];
  return (
    <span class="grade" title={word}>
      <Icon name={icon} size={14} />
      <span class="visually-hidden">{word}: </span>
    </span>
  );
}

/** A longer statement is cut, and shown whole on request. */
const SHOWN_LETTERS = 200;

function Cell({ value, column }: { readonly value: CellValue; readonly column: TableColumn }) {
  const text = formatCell(value, column, useZonedTime());
  if (column.unit !== 'code' || value === null) return <>{text}</>;
  if (text.length <= SHOWN_LETTERS) return <code class="query">{text}</code>;
  return (
    <details class="query-more">
      <summary>
        <code class="query">{text.slice(0, SHOWN_LETTERS)}…</code> <span class="query-open">more</span>
      </summary>
      <code class="query">{text}</code>
    </details>
  );
}
