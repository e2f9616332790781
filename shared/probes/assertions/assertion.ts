import type { CheckResult } from '../../model/probe-result.ts';
import type { HttpExpect } from '../expect.ts';
import type { AnswerView } from './answer-view.ts';

/** A statement that a definition can make about an HTTP answer. */
export type StatementName = keyof HttpExpect;

/** One statement: how it is judged, and what holds where the definition does not make it. */
export interface Assertion<Name extends StatementName> {
  readonly statement: Name;
  /** The expectation to judge by where the definition has none; without it the statement is then left out. */
  readonly unstated?: Exclude<HttpExpect[Name], undefined> | undefined;
  /** One result per expectation. Throws where the expectation itself is wrong: the target is not to blame for that. */
  judge(expected: Exclude<HttpExpect[Name], undefined>, answer: AnswerView): readonly CheckResult[];
}

/** A check that held. `actual` is what a reader sees next to `expected`. */
export function passed(check: StatementName, expected: string, actual: string): CheckResult {
  return { check, level: 'passed', expected, actual };
}

/** A check that did not hold. */
export function failed(check: StatementName, expected: string, actual: string): CheckResult {
  return { check, level: 'failed', expected, actual };
}
