import type { CheckResult } from '../../model/probe-result.ts';
import type { HttpExpect } from '../expect.ts';
import type { HttpAnswer } from '../http-answer.ts';
import { viewAnswer } from './answer-view.ts';
import type { Assertion, StatementName } from './assertion.ts';
import { body } from './body.ts';
import { headers } from './headers.ts';
import { json } from './json.ts';
import { redirectTo } from './redirect-to.ts';
import { status } from './status.ts';

/** Every statement that a definition can make about an HTTP answer, in the order in which they are reported. */
export const assertions: { readonly [Name in StatementName]-?: Assertion<Name> } = {
  status,
  redirectTo,
  headers,
  json,
  body,
};

/** Judges an answer by everything that the definition says about it: one result per expectation. */
export function judgeAnswer(answer: HttpAnswer, expect: HttpExpect): readonly CheckResult[] {
  const view = viewAnswer(answer);
  return (Object.keys(assertions) as StatementName[]).flatMap((name) => {
    const assertion = assertions[name];
    const expected = expect[name] ?? assertion.unstated;
    // Both come from the same name, which the compiler cannot follow through a union.
    return expected === undefined ? [] : assertion.judge(expected as never, view);
  });
}
