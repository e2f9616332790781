import { formatBytes } from '../assertions/excerpt.ts';
import { type Attempt, addPhase, breakPhase, endPhase, leftMs, nameLimit } from '../attempt.ts';
import { explainConnectError, formatPeer } from '../connection/connect-failure.ts';
import { explainHandshakeError, isTlsError } from '../connection/handshake-failure.ts';
import type { Link } from '../connection/link.ts';
import { armExpiry } from '../expiry.ts';
import { badAnswer, lostOnTheWay, runIsOver } from '../failure.ts';
import type { Failure } from '../probe.ts';
import type { AnswerProblem } from './answer-head.ts';
import type { AnswerReader, WireAnswer } from './answer-reader.ts';
import type { HttpRequest } from './request.ts';

/** Sends a request over a link and reads the answer to it, within what is left of the attempt's time. Leaves the link open. */
export function exchange(
  link: Link,
  { message, reader }: { readonly message: HttpRequest['message']; readonly reader: AnswerReader },
  attempt: Attempt,
): Promise<WireAnswer | Failure> {
  const { promise, resolve } = Promise.withResolvers<WireAnswer | Failure>();
  const { clock, signal } = attempt.context;
  let sentAtMs = 0;
  let firstByteAtMs: number | undefined;

  const disarm = armExpiry({ limitMs: leftMs(attempt), signal }, (expiry) => {
    if (firstByteAtMs === undefined) breakPhase(attempt, 'waitMs', sentAtMs);
    else breakPhase(attempt, 'transferMs', firstByteAtMs);
    resolve(
      expiry === 'aborted'
        ? runIsOver
        : lostOnTheWay(`${explainSilence(link, reader, firstByteAtMs)} ${nameLimit(attempt)}`),
    );
  });

  function settle(outcome: WireAnswer | AnswerProblem | Failure): void {
    disarm();
    // The stamp of the first byte may be late, but then the transfer is short by as much: only the last one counts.
    if (firstByteAtMs === undefined) endPhase(attempt, 'waitMs', sentAtMs);
    else endPhase(attempt, 'transferMs', firstByteAtMs, sentAtMs);
    resolve('problem' in outcome ? explainProblem(outcome) : outcome);
  }

  link.handle({
    received(bytes) {
      if (firstByteAtMs === undefined) {
        firstByteAtMs = clock.now();
        addPhase(attempt, 'waitMs', firstByteAtMs - sentAtMs);
      }
      const outcome = reader.read(bytes);
      if (outcome !== undefined) settle(outcome);
    },
    ended() {
      if (firstByteAtMs !== undefined) settle(reader.end());
      else settle(lostOnTheWay(`Connection closed by ${formatPeer(link.peer)} without an answer`));
    },
    failed(error) {
      settle(explainBreak(error, link, reader));
    },
  });
  send(link, message, () => {
    sentAtMs = clock.exactNow();
  });
  return promise;
}

/** Calls back when the last byte was handed over: at once, unless the system's buffer is full. */
function send({ socket }: Link, message: HttpRequest['message'], onSent: () => void): void {
  if (typeof message === 'string') socket.write(message, 'latin1');
  else socket.write(message);
  onSent();
  if (socket.writableLength > 0) socket.once('drain', onSent);
}

function explainProblem({ problem, isCut }: AnswerProblem): Failure {
  return isCut ? lostOnTheWay(problem) : badAnswer(problem);
}

function explainSilence(link: Link, reader: AnswerReader, firstByteAtMs: number | undefined): string {
  if (firstByteAtMs === undefined) return `No answer from ${formatPeer(link.peer)}`;
  const { head, bodyBytes } = reader.progress();
  return `No complete answer (${head === undefined ? 'only a part of the header' : `only ${formatBytes(bodyBytes)} of the body`})`;
}

function explainBreak(error: Error, link: Link, reader: AnswerReader): Failure {
  if (isTlsError(error)) return explainHandshakeError(error, link.peer);
  const { head, bodyBytes } = reader.progress();
  const failure = explainConnectError(error, link.peer);
  const when =
    head === undefined ? 'before the answer was there' : `in the middle of the body, after ${formatBytes(bodyBytes)}`;
  return failure.blame === 'target' ? { ...failure, reason: `${failure.reason} ${when}` } : failure;
}
