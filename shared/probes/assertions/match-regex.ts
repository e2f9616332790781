import { judgingLimitMs, type Limited, runLimited } from './time-limit.ts';

/** Steps that are always fast enough to run unguarded: some milliseconds. */
const harmlessSteps = 1_000_000;

/** Says so where a regular expression was stopped: neither "matches" nor "does not" is known then. */
export const regexStopped = `not decided: the expression was stopped after ${judgingLimitMs} ms`;

/** Whether a text matches a regular expression (Unicode mode), or that finding out took too long. */
export function matchRegex(pattern: string, text: string): Limited<boolean> {
  const regex = new RegExp(pattern, 'u');
  if (worstSteps(pattern, text.length) <= harmlessSteps) return { value: regex.test(text) };
  return runLimited(() => regex.test(text));
}

/**
 * An upper bound of what a backtracking matcher may do, read off the pattern's text: every repetition can end at each
 * position of the text, for every start; a repeated group, a back-reference or alternatives may take exponentially many steps.
 */
function worstSteps(pattern: string, length: number): number {
  if (/\)[*+?{]|\\[1-9k]|\|/.test(pattern)) return Number.POSITIVE_INFINITY;
  const repetitions = pattern.match(/[*+?{]/g)?.length ?? 0;
  return length ** (repetitions + 1);
}
