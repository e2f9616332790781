/** Why bytes are not an answer. */
export interface AnswerProblem {
  readonly problem: string;
  /** True where the bytes were fine and only ended too early, so that the network may be to blame. */
  readonly isCut: boolean;
}

/** A problem that trying again will not cure. */
export function broken(problem: string): AnswerProblem {
  return { problem, isCut: false };
}

/** A problem of bytes that were fine and ended too early. */
export function cut(problem: string): AnswerProblem {
  return { problem, isCut: true };
}
