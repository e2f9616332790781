import type { StatementsMemory } from './health-state.ts';
import type { StatementsSample } from './sample.ts';

/** What a statement did between two looks; calls is at least 1. */
export interface StatementChange {
  readonly id: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly blocksHit: number;
  readonly blocksRead: number;
}

/** What all statements did between two looks. */
export interface StatementsChange {
  readonly seconds: number;
  readonly calls: number;
  readonly totalMs: number;
  /** Those of the top that were called, slowest first. */
  readonly statements: readonly StatementChange[];
}

/** Looks are ten minutes apart; after three hours the difference says nothing about now. */
const changeSeconds = { min: 5, max: 10_800 } as const;

/** The difference of two looks. Undefined where the two cannot be compared: no earlier one, or a reset, which makes sums fall. */
export function statementsChange(
  before: StatementsMemory | undefined,
  now: StatementsSample,
): StatementsChange | undefined {
  if (before === undefined) return undefined;
  const seconds = now.takenAtSeconds - before.takenAtSeconds;
  const calls = now.calls - before.calls;
  const totalMs = now.totalMs - before.totalMs;
  const isComparable = seconds >= changeSeconds.min && seconds <= changeSeconds.max && calls >= 0 && totalMs >= 0;
  if (!isComparable) return undefined;
  const statements = now.statementRows.flatMap((row) => {
    const [callsBefore, msBefore, hitBefore, readBefore] = before.statements[row.id] ?? newcomer(before);
    const called = row.calls - callsBefore;
    const tookMs = row.totalMs - msBefore;
    if (!(called > 0 && tookMs >= 0)) return [];
    return [
      {
        id: row.id,
        calls: called,
        totalMs: tookMs,
        meanMs: tookMs / called,
        blocksHit: row.blocksHit - hitBefore,
        blocksRead: row.blocksRead - readBefore,
      },
    ];
  });
  return { seconds, calls, totalMs, statements: statements.sort((a, b) => b.meanMs - a.meanMs) };
}

/** How many statements a look lists at most: a shorter list was complete, and whatever is not in it is new. */
const listedStatements = 100;

function newcomer({ statements }: StatementsMemory): readonly [number, number, number, number] {
  const isComplete = Object.keys(statements).length < listedStatements;
  return isComplete ? [0, 0, 0, 0] : [Number.POSITIVE_INFINITY, 0, 0, 0];
}
