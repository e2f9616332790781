import { type Attempt, breakPhase, endPhase, leftMs, type Step } from '../attempt.ts';
import { badAnswer, isFailure, ownFault } from '../failure.ts';
import type { Failure } from '../probe.ts';
import type { ConnectionSpec, TlsSpec } from '../probe-settings.ts';
import type { ResolvedAddress } from '../resolver.ts';
import { policyFor, type Refusal } from './address-policy.ts';
import type { Peer } from './connect-failure.ts';
import { finishHandshake } from './handshake.ts';
import type { Link, Security } from './link.ts';
import { openFirstLink } from './race.ts';
import { trustedContext } from './trust.ts';

/** Where to connect to, and how. */
export interface ConnectTarget {
  readonly hostname: string;
  readonly port: number;
  readonly rules: Pick<ConnectionSpec, 'connectTimeoutMs' | 'allowNetworks' | 'ipVersion'>;
  readonly tls:
    | (Pick<TlsSpec, 'ca' | 'dangerouslySkipTlsVerify'> & Pick<Security, 'serverName' | 'protocols'>)
    | undefined;
}

/** More addresses of one name are not tried: a hostile name server can invent thousands. */
const maxPeers = 8;

/**
 * Connects anew: looks the name up, keeps the addresses that the policy allows, and connects to those very addresses,
 * with TLS where asked.
 */
export async function connect(target: ConnectTarget, attempt: Attempt): Promise<Link | Failure> {
  const step: Step = { limitMs: target.rules.connectTimeoutMs, sinceMs: attempt.context.clock.exactNow() };
  const security = prepareSecurity(target);
  if (security !== undefined && isFailure(security)) return security;
  const addresses = await resolve(target, step, attempt);
  if (isFailure(addresses)) return addresses;
  const peers = choosePeers(addresses, target);
  if (isFailure(peers)) return peers;
  const link = await openFirstLink(peers, { ...step, security }, attempt);
  if (target.tls === undefined || isFailure(link)) return link;
  const failure = await finishHandshake(link, { ...step, ...target.tls }, attempt);
  if (failure === undefined) return link;
  link.close();
  return failure;
}

function prepareSecurity({ tls }: ConnectTarget): Security | Failure | undefined {
  if (tls === undefined) return undefined;
  try {
    return { ...tls, context: trustedContext(tls.ca) };
  } catch (error) {
    return ownFault((error as Error).message);
  }
}

async function resolve(
  { hostname, rules: { ipVersion } }: ConnectTarget,
  step: Step,
  attempt: Attempt,
): Promise<readonly ResolvedAddress[] | Failure> {
  const { clock, resolver, signal } = attempt.context;
  const startedAtMs = clock.exactNow();
  const found = await resolver.lookup(hostname, { ipVersion, timeoutMs: Math.ceil(leftMs(attempt, step)), signal });
  if (isFailure(found)) {
    breakPhase(attempt, 'dnsMs', startedAtMs);
    return found;
  }
  if (found.asked) endPhase(attempt, 'dnsMs', startedAtMs);
  return found.addresses;
}

/** The addresses that may be connected to, families in turn (RFC 8305, section 4), or why there are none. */
function choosePeers(addresses: readonly ResolvedAddress[], target: ConnectTarget): readonly Peer[] | Failure {
  const policy = policyFor(target.rules.allowNetworks);
  const peers: Peer[] = [];
  let refused: { readonly address: string; readonly refusal: Refusal } | undefined;
  for (const { address, family } of addresses) {
    const refusal = policy({ address, family });
    if (refusal === undefined) peers.push({ address, family, port: target.port });
    else refused ??= { address, refusal };
  }
  if (peers.length > 0) return alternateFamilies(peers).slice(0, maxPeers);
  if (refused === undefined) return ownFault(`"${target.hostname}" was resolved to no address`);
  return explainRefusal(target.hostname, refused.address, refused.refusal);
}

function explainRefusal(hostname: string, address: string, { what, canBeAllowed }: Refusal): Failure {
  const where = address === hostname ? `${hostname} is` : `"${hostname}" leads to ${address},`;
  const why = canBeAllowed ? 'allowNetworks does not list' : 'no probe may connect to';
  return badAnswer(`Not connected: ${where} ${what}, which ${why}`);
}

function alternateFamilies(peers: readonly Peer[]): readonly Peer[] {
  const first = peers.filter(({ family }) => family === peers[0]?.family);
  if (first.length === peers.length) return peers;
  const second = peers.filter(({ family }) => family !== peers[0]?.family);
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((peer) => peer !== undefined);
}
