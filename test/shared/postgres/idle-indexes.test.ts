import { describe, expect, it } from 'vitest';
import { findUnusedIndexes, rememberIdleIndexes } from '../../../shared/postgres/idle-indexes.ts';
import { indexRow, objectsSample, startMs } from './samples.ts';

const dayMs = 86_400_000;

describe('the memory of idle indexes', () => {
  const first = { idleIndexes: {} };
  const known = (idleIndexes: Record<string, readonly [number, number]>) =>
    ({ idleIndexes, objects: { takenAtSeconds: 0, epoch: '', tables: {} } }) as const;
  const unusedNames = (index: Parameters<typeof indexRow>[0], before: Parameters<typeof rememberIdleIndexes>[0]) => {
    const objects = objectsSample({ countedSeconds: 30 * 86_400, indexRows: [indexRow(index)] });
    return findUnusedIndexes(objects.indexRows, rememberIdleIndexes(before, objects, startMs), startMs);
  };

  it.each([
    ['never scanned in 30 days of counting, at the first look', {}, first, true],
    ['never scanned, but seen first today', {}, known({}), false],
    ['not scanned since 8 days, as the server knows', { scans: 9, lastScanSeconds: 8 * 86_400 }, known({}), true],
    ['scanned yesterday, as the server knows', { scans: 9, lastScanSeconds: 86_400 }, known({ 200: [0, 9] }), false],
    ['with the same count for 8 days', { scans: 9 }, known({ 200: [startMs - 8 * dayMs, 9] }), true],
    ['with another count', { scans: 10 }, known({ 200: [startMs - 8 * dayMs, 9] }), false],
    ['that holds a constraint', { needed: true }, first, false],
    ['that is invalid', { valid: false }, first, false],
  ])('judges an index %s', (_, index, before, isUnused) => {
    expect(unusedNames(index, before).length > 0).toBe(isUnused);
  });
});
