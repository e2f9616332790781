import { describe, expect, it } from 'vitest';
import { nextState } from '../../../shared/postgres/next-state.ts';
import type { StatementsSample } from '../../../shared/postgres/sample.ts';
import { type Step, statementRow, windowAfter } from './samples.ts';

const look = (changes: Partial<StatementsSample>, afterMs = 600_000): Step => ({ statements: changes, afterMs });
const called = statementRow({ calls: 1_100, totalMs: 19_000, blocksHit: 9_900, blocksRead: 200 });
const second = { calls: 10_500, totalMs: 60_000, statementRows: [called] };

describe('statementsChange()', () => {
  it('subtracts what statements have counted', () => {
    expect(windowAfter(look({}), look(second)).statementsChange).toEqual({
      seconds: 600,
      calls: 500,
      totalMs: 10_000,
      statements: [{ id: '-77', calls: 100, totalMs: 9_000, meanMs: 90, blocksHit: 900, blocksRead: 100 }],
    });
  });

  it.each([
    ['the first look', {}, look(second)],
    ['a reset, after which sums are smaller', look({}), look({ ...second, calls: 3 })],
    ['more than three hours', look({}), look(second, 10_800_001)],
  ])('is unknown after %s', (_, first, next) => {
    expect(windowAfter(first, next).statementsChange).toBeUndefined();
  });

  it('takes an unknown statement for new only where the list before was complete', () => {
    const newcomer = statementRow({ id: '5', calls: 4, totalMs: 40 });
    const hundred = Array.from({ length: 100 }, (_, id) => statementRow({ id: String(id + 1_000) }));
    const next = look({ ...second, statementRows: [newcomer] });
    expect(windowAfter(look({}), next).statementsChange?.statements).toHaveLength(1);
    expect(windowAfter(look({ statementRows: hundred }), next).statementsChange?.statements).toEqual([]);
  });

  it('leaves suspects behind', () => {
    const { suspects } = nextState(windowAfter(look({}), look(second)));
    expect(suspects.statementTime).toBe(
      'Most time goes to SELECT * FROM orders WHERE id = $1 (90 ms a call, 100 calls)',
    );
    expect(suspects.statementCalls).toContain('SELECT * FROM orders WHERE id = $1 (100 calls)');
  });
});
