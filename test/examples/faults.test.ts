import { describe, expect, it } from 'vitest';
import { conditionsUnder, createFaultBoard, type FaultDefinition } from '../../examples/faults.ts';

interface Conditions {
  readonly lit: boolean;
  readonly brakes: 'good' | 'worn' | 'none';
}

const HEALTHY: Conditions = { lit: true, brakes: 'good' };
const FAULTS: readonly FaultDefinition<Conditions>[] = [
  { id: 'dark', title: 'Dark', description: 'The lamp is out.', effect: { lit: false } },
  { id: 'worn', title: 'Worn', description: 'The brakes are worn.', effect: { brakes: 'worn' } },
  { id: 'gone', title: 'Gone', description: 'The brakes are gone.', effect: { brakes: 'none' } },
];

describe('conditionsUnder()', () => {
  it.each([
    ['no fault', [], HEALTHY],
    ['one fault', ['dark'], { lit: false, brakes: 'good' }],
    ['faults about different things', ['worn', 'dark'], { lit: false, brakes: 'worn' }],
    ['faults about the same thing, in whatever order they came', ['gone', 'worn'], { lit: true, brakes: 'none' }],
  ])('adds up %s', (_case, activeIds, expected) => {
    expect(conditionsUnder(HEALTHY, FAULTS, new Set(activeIds))).toEqual(expected);
  });
});

describe('createFaultBoard()', () => {
  const boardWith = (apply: (conditions: Conditions) => Promise<void>) =>
    createFaultBoard({ targetName: 'bicycle', healthy: HEALTHY, faults: FAULTS, apply });
  const activeIdsOf = (board: ReturnType<typeof boardWith>) =>
    board.listFaults().flatMap(({ id, active }) => (active ? [id] : []));

  it('applies what the active faults add up to', async () => {
    const applied: Conditions[] = [];
    const board = boardWith(async (conditions) => {
      applied.push(conditions);
    });
    await board.setFault('dark', true);
    await board.setFault('worn', true);
    await board.setFault('dark', false);
    expect(applied).toEqual([
      { lit: false, brakes: 'good' },
      { lit: false, brakes: 'worn' },
      { lit: true, brakes: 'worn' },
    ]);
    expect(activeIdsOf(board)).toEqual(['worn']);
  });

  it('applies nothing when a fault already is as asked', async () => {
    const applied: Conditions[] = [];
    const board = boardWith(async (conditions) => {
      applied.push(conditions);
    });
    await board.setFault('dark', false);
    await board.setFault('dark', true);
    await board.setFault('dark', true);
    expect(applied).toHaveLength(1);
  });

  it('applies one change after the other', async () => {
    const firstDone = Promise.withResolvers<void>();
    const begun: Conditions[] = [];
    const board = boardWith((conditions) => {
      begun.push(conditions);
      return begun.length === 1 ? firstDone.promise : Promise.resolve();
    });
    const changes = Promise.all([board.setFault('dark', true), board.setFault('dark', false)]);
    await Promise.resolve();
    expect(begun).toHaveLength(1);
    firstDone.resolve();
    await changes;
    expect(begun).toEqual([{ lit: false, brakes: 'good' }, HEALTHY]);
  });

  it('leaves a fault as it was when the change fails, and takes the next one', async () => {
    const board = boardWith(async ({ lit }) => {
      if (!lit) throw new Error('The lamp does not go out');
    });
    await expect(board.setFault('dark', true)).rejects.toThrow('The lamp does not go out');
    expect(activeIdsOf(board)).toEqual([]);
    await board.setFault('worn', true);
    expect(activeIdsOf(board)).toEqual(['worn']);
  });

  it('waits with closing for the change under way', async () => {
    const done = Promise.withResolvers<void>();
    const events: string[] = [];
    const board = boardWith(async () => {
      await done.promise;
      events.push('applied');
    });
    const changing = board.setFault('dark', true);
    const closing = board.close().then(() => events.push('closed'));
    done.resolve();
    await Promise.all([changing, closing]);
    expect(events).toEqual(['applied', 'closed']);
  });
});
