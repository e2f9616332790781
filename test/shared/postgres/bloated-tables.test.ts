import { describe, expect, it } from 'vitest';
import { estimateBloat, rememberBytesPerRow } from '../../../shared/postgres/bloated-tables.ts';
import { tableRow } from './samples.ts';

describe('the memory of bytes per row', () => {
  it('keeps the least, and estimates what is above it as useless', () => {
    const best = rememberBytesPerRow({ 100: 200 }, [tableRow({ bytesPerRow: 800 })]);
    expect(best).toEqual({ 100: 200 });
    expect(estimateBloat([tableRow({ bytesPerRow: 800 })], best)).toMatchObject([
      { name: 'public.orders', uselessPercent: 75, uselessBytes: 75_000_000 },
    ]);
  });

  it.each([
    ['a table with few rows', tableRow({ rows: 10 })],
    ['a small table', tableRow({ estimatedBytes: 1_000_000 })],
    ['a table that was never analysed', tableRow({ rows: 0, bytesPerRow: null })],
    ['a table that nobody has seen before', tableRow({ oid: 7 })],
  ])('does not judge %s', (_, table) => {
    expect(estimateBloat([{ ...table, bytesPerRow: table.bytesPerRow && 800 }], { 100: 200 })).toEqual([]);
  });
});
