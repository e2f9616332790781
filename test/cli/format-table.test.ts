import { describe, expect, it } from 'vitest';
import { formatTable } from '../../cli/format-table.ts';

interface Row {
  readonly name: string;
  readonly ms: number;
}

const columns = [
  { title: 'Name', text: ({ name }: Row) => name },
  { title: 'Time', align: 'right' as const, text: ({ ms }: Row) => `${ms} ms` },
  { title: 'Note', text: () => '' },
];

describe('formatTable()', () => {
  it('makes columns as wide as their longest cell, numbers to the right, and ends no line with a space', () => {
    const rows = [
      { name: 'web', ms: 5 },
      { name: 'checkout', ms: 1_200 },
    ];
    expect(formatTable(columns, rows)).toEqual(['NAME         TIME  NOTE', 'web          5 ms', 'checkout  1200 ms']);
  });

  it('shows the titles of an empty table', () => {
    expect(formatTable(columns, [])).toEqual(['NAME  TIME  NOTE']);
  });

  it('paints a cell after it was padded, so that escape codes take no room', () => {
    const painted = [
      { title: 'Name', text: ({ name }: Row) => name, paint: (padded: string) => `<${padded}>` },
      ...columns.slice(1),
    ];
    expect(formatTable(painted, [{ name: 'api', ms: 1 }])).toEqual(['NAME  TIME  NOTE', '<api >  1 ms']);
  });
});
