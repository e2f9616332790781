import { formatBytes } from '../assertions/excerpt.ts';
import { type Attempt, nameLimit } from '../attempt.ts';
import { explainConnectError, formatPeer, type Peer } from '../connection/connect-failure.ts';
import { converse } from '../connection/converse.ts';
import { explainHandshakeError, isTlsError } from '../connection/handshake-failure.ts';
import type { Link } from '../connection/link.ts';
import { badAnswer, lostOnTheWay } from '../failure.ts';
import type { Failure } from '../probe.ts';
import type { AnswerProblem } from './answer-problem.ts';
import type { AnswerReader, WireAnswer } from './answer-reader.ts';
import type { HttpRequest } from './request.ts';

/** Sends a request over a link and reads the answer to it, within what is left of the attempt's time. Leaves the link open. */
export async function exchange(
  link: Link,
  { message, reader }: { readonly message: HttpRequest['message']; readonly reader: AnswerReader },
  attempt: Attempt,
): Promise<WireAnswer | Failure> {
  const { peer } = link;
  const outcome = await converse<WireAnswer | AnswerProblem | Failure>(
    link,
    {
      message,
      listener: {
        received: reader.read,
        ended: (heard) =>
          heard ? reader.end() : lostOnTheWay(`Connection closed by ${formatPeer(peer)} without an answer`),
        failed: (error) => explainBreak(error, peer, reader),
        timedOut: (heard) => lostOnTheWay(`${explainSilence(heard, peer, reader)} ${nameLimit(attempt)}`),
      },
    },
    attempt,
  );
  return 'problem' in outcome ? explainProblem(outcome) : outcome;
}

function explainProblem({ problem, isCut }: AnswerProblem): Failure {
  return isCut ? lostOnTheWay(problem) : badAnswer(problem);
}

function explainSilence(heard: boolean, peer: Peer, reader: AnswerReader): string {
  if (!heard) return `No answer from ${formatPeer(peer)}`;
  const { head, bodyBytes } = reader.progress();
  return `No complete answer (only ${head === undefined ? 'a part of the header' : `${formatBytes(bodyBytes)} of the body`})`;
}

function explainBreak(error: Error, peer: Peer, reader: AnswerReader): Failure {
  if (isTlsError(error)) return explainHandshakeError(error, peer);
  const failure = explainConnectError(error, peer);
  if (failure.blame === 'probe') return failure;
  const { head, bodyBytes } = reader.progress();
  const when =
    head === undefined ? 'before the answer was there' : `in the middle of the body, after ${formatBytes(bodyBytes)}`;
  return { ...failure, reason: `${failure.reason} ${when}` };
}
