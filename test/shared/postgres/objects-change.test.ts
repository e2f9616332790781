import { describe, expect, it } from 'vitest';
import { nextState } from '../../../shared/postgres/next-state.ts';
import { objectsChange } from '../../../shared/postgres/objects-change.ts';
import type { ObjectsSample } from '../../../shared/postgres/sample.ts';
import { objectsSample, type Step, startMs, tableRow, windowAfter } from './samples.ts';

const grown = tableRow({ sequentialScans: 15, sequentialRows: 7_500_000, blocksRead: 12_000, tableBytes: 150_000_000 });
const look = (step: Partial<ObjectsSample>, afterMs = 600_000): Step => ({ objects: step, afterMs });

describe('objectsChange()', () => {
  it('subtracts what tables have counted', () => {
    const { tableChanges } = windowAfter(look({}), look({ tableRows: [grown] }));
    expect(tableChanges).toEqual([
      {
        table: grown,
        sequentialScans: 5,
        sequentialRows: 2_500_000,
        blocksHit: 0,
        blocksRead: 2_000,
        grownBytes: 50_000_000,
      },
    ]);
  });

  it.each([
    ['a restart', look({ startedAt: '1767600000', tableRows: [grown] })],
    ['a reset', look({ resetAt: '1767600000', tableRows: [grown] })],
    ['a failover', look({ standby: true, tableRows: [grown] })],
    ['more than three hours', look({ tableRows: [grown] }, 10_800_001)],
  ])('is unknown after %s', (_, second) => {
    expect(windowAfter(look({}), second).tableChanges).toBeUndefined();
  });

  it('leaves out tables that are new or whose counters fell', () => {
    const second = look({ tableRows: [tableRow({ oid: 5 }), tableRow({ blocksHit: 1 })] });
    expect(windowAfter(look({}), second).tableChanges).toEqual([]);
  });

  it('knows no growth of a table that was locked', () => {
    const locked = look({ tableRows: [tableRow({ tableBytes: null })] });
    expect(windowAfter(look({}), locked).tableChanges?.[0]?.grownBytes).toBeUndefined();
  });

  it('is unknown at the first look', () => {
    expect(objectsChange(undefined, objectsSample({ takenAtSeconds: startMs / 1_000 }))).toBeUndefined();
  });
});

describe('findSuspects()', () => {
  it('names the table that is scanned, read and growing, until the next look knows better', () => {
    const { suspects } = nextState(windowAfter(look({}), look({ tableRows: [grown] })));
    expect(suspects).toEqual({
      sequentialScans: 'Most rows are read by scans of public.orders: 5 scans, 2,500,000 rows at the last look',
      reads: 'Most is read for public.orders: 2,000 blocks at the last look',
      growth: 'Table public.orders grew most: 50 MB at the last look',
    });
    const unknown = nextState(windowAfter(look({}), look({ tableRows: [grown] }), look({ resetAt: null })));
    expect(unknown.suspects).toEqual(suspects);
  });
});
