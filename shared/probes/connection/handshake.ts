import { type Attempt, breakPhase, endPhase, leftMs, nameLimit, type Step } from '../attempt.ts';
import { armExpiry } from '../expiry.ts';
import { badAnswer, lostOnTheWay, runIsOver } from '../failure.ts';
import type { Failure } from '../probe.ts';
import { findCertificateProblem, readCertificate } from './certificate.ts';
import { formatPeer } from './connect-failure.ts';
import { explainHandshakeError } from './handshake-failure.ts';
import { type Link, readPresented } from './link.ts';

/** Whom the certificate must be for, whether that matters, and how long the handshake may take. */
export interface HandshakeOptions extends Step {
  readonly serverName: string;
  readonly dangerouslySkipTlsVerify: boolean;
}

/** Waits for the TLS handshake of a link that has just connected, and judges the certificate; undefined where all is well. */
export async function finishHandshake(
  link: Link,
  { serverName, dangerouslySkipTlsVerify, ...step }: HandshakeOptions,
  attempt: Attempt,
): Promise<Failure | undefined> {
  const failure = await waitForHandshake(link, step, attempt);
  if (failure !== undefined) return failure;
  const { certificate, chainError } = readPresented(link);
  if (certificate === undefined) return badAnswer(`${formatPeer(link.peer)} shows no certificate`);
  const nowMs = attempt.context.now();
  const info = readCertificate(certificate, nowMs);
  if (info !== undefined) attempt.trace.certificate = info;
  if (dangerouslySkipTlsVerify) return undefined;
  const problem = findCertificateProblem({ certificate, chainError, serverName, nowMs });
  return problem === undefined ? undefined : badAnswer(problem);
}

function waitForHandshake(link: Link, step: Step, attempt: Attempt): Promise<Failure | undefined> {
  const { promise, resolve } = Promise.withResolvers<Failure | undefined>();
  const { clock, signal } = attempt.context;
  const startedAtMs = clock.exactNow();
  const disarm = armExpiry({ limitMs: leftMs(attempt, step), signal }, (expiry) => {
    breakPhase(attempt, 'tlsMs', startedAtMs);
    const silence = lostOnTheWay(`No complete TLS handshake with ${formatPeer(link.peer)} ${nameLimit(attempt, step)}`);
    resolve(expiry === 'aborted' ? runIsOver : silence);
  });
  const settle = (failure?: Failure): void => {
    disarm();
    endPhase(attempt, 'tlsMs', startedAtMs);
    resolve(failure);
  };
  link.handle({ secured: settle, failed: (error) => settle(explainHandshakeError(error, link.peer)) });
  return promise;
}
