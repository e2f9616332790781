import { quote } from '../assertions/excerpt.ts';
import type { AnswerHead } from './answer-head.ts';
import { type AnswerProblem, broken } from './answer-problem.ts';

/** How the end of a body is known. */
export type Framing =
  | { readonly by: 'none' }
  | { readonly by: 'length'; readonly lengthBytes: number }
  | { readonly by: 'chunks' }
  | { readonly by: 'close' };

const lengthPattern = /^\d{1,15}$/;

/** Decides how the body of an answer ends (RFC 9112, section 6.3). What two readers could understand differently is refused. */
export function chooseFraming({ status, headers }: AnswerHead, method: string): Framing | AnswerProblem {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { by: 'none' };
  const coding = headers.get('transfer-encoding');
  const length = headers.get('content-length');
  if (coding !== undefined) {
    if (length !== undefined)
      return broken('Answer gives its length twice: as content-length and by transfer-encoding');
    if (coding.toLowerCase() === 'chunked') return { by: 'chunks' };
    return broken(`Answer has transfer-encoding ${quote(coding)}, which was not asked for`);
  }
  if (length === undefined) return { by: 'close' };
  if (lengthPattern.test(length)) return { by: 'length', lengthBytes: Number(length) };
  const [first = '', ...others] = length.split(',').map((each) => each.trim());
  if (!lengthPattern.test(first)) return broken(`Answer has content-length ${quote(length)}, which is no length`);
  if (others.some((each) => each !== first))
    return broken(`Answer has conflicting lengths: content-length ${quote(length)}`);
  return { by: 'length', lengthBytes: Number(first) };
}
