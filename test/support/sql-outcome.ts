import type { DatabaseFailure } from '../../shared/model/database-failure.ts';
import type { SqlAnswer, SqlOutcome } from '../../shared/ports/database.ts';

/** The answer that a test expects; throws with the failure where there is none. */
export function answerOf(outcome: SqlOutcome): SqlAnswer {
  if (outcome.ok) return outcome.answer;
  throw new Error(`Cannot read the answer: ${outcome.failure.kind}, ${outcome.failure.message}`);
}

/** The failure that a test expects; throws with the answer where there is one. */
export function failureOf(outcome: SqlOutcome): DatabaseFailure {
  if (!outcome.ok) return outcome.failure;
  throw new Error(`Cannot read the failure: the statement answered ${JSON.stringify(outcome.answer).slice(0, 200)}`);
}
