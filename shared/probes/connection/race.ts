import { type Attempt, breakPhase, endPhase, leftMs, nameLimit, type Step } from '../attempt.ts';
import { armExpiry } from '../expiry.ts';
import { lostOnTheWay, runIsOver } from '../failure.ts';
import type { Failure } from '../probe.ts';
import { explainConnectError, formatPeer, type Peer } from './connect-failure.ts';
import { type Link, openLink, type Security } from './link.ts';

/** How long an address may keep silent before the next one is tried as well (RFC 8305, section 5: "Connection Attempt Delay"). */
const attemptDelayMs = 250;

/**
 * Opens a link to the first of these addresses that accepts one: each gets its turn when one before failed, or kept silent
 * for a while. With `security` its TLS handshake begins at once, and is then still to be waited for.
 */
export function openFirstLink(
  peers: readonly Peer[],
  { security, ...step }: Step & { readonly security: Security | undefined },
  attempt: Attempt,
): Promise<Link | Failure> {
  const { promise, resolve } = Promise.withResolvers<Link | Failure>();
  const { clock, signal } = attempt.context;
  const startedAtMs = clock.exactNow();
  const links: Link[] = [];
  const failures: Failure[] = [];
  let nextTurn: NodeJS.Timeout | undefined;

  const disarm = armExpiry({ limitMs: leftMs(attempt, step), signal }, (expiry) => {
    breakPhase(attempt, 'connectMs', startedAtMs);
    const silence = lostOnTheWay(`No connection to ${peers.map(formatPeer).join(' or ')} ${nameLimit(attempt, step)}`);
    settle(expiry === 'aborted' ? runIsOver : silence);
  });

  function settle(outcome: Link | Failure): void {
    disarm();
    clearTimeout(nextTurn);
    for (const link of links) if (link !== outcome) link.close();
    resolve(outcome);
  }

  function openNext(): void {
    const peer = peers[links.length];
    if (peer === undefined) return;
    const link: Link = openLink(peer, security, {
      connected() {
        attempt.trace.address = peer.address;
        endPhase(attempt, 'connectMs', startedAtMs);
        settle(link);
      },
      failed(error) {
        failures.push(explainConnectError(error, peer));
        clearTimeout(nextTurn);
        if (failures.length < peers.length) return openNext();
        endPhase(attempt, 'connectMs', startedAtMs);
        settle(mostTelling(failures));
      },
    });
    links.push(link);
    if (links.length < peers.length) nextTurn = setTimeout(openNext, attemptDelayMs);
  }

  openNext();
  return promise;
}

/** An address that was reached and refused says more than another one that cannot be reached from here. */
function mostTelling(failures: readonly Failure[]): Failure {
  return failures.find(({ blame }) => blame === 'target') ?? failures[0] ?? runIsOver;
}
