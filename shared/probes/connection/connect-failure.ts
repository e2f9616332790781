import { lostOnTheWay, ownFault } from '../failure.ts';
import type { Failure } from '../probe.ts';
import type { ResolvedAddress } from '../resolver.ts';
import { hasNetwork } from './own-network.ts';

/** The address and port that a connection leads to. */
export interface Peer extends ResolvedAddress {
  readonly port: number;
}

/** An address and port for people: `192.0.2.7:443`, `[2001:db8::7]:443`. */
export function formatPeer({ address, family, port }: Peer): string {
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Why a connection failed or broke, from the code of a system error (errno(3)). What nobody knows is not blamed on the target. */
export function explainConnectError(error: Error, peer: Peer, reaches = hasNetwork): Failure {
  const code = (error as NodeJS.ErrnoException).code ?? error.message;
  const to = formatPeer(peer);
  switch (code) {
    case 'ECONNREFUSED':
      return lostOnTheWay(`Connection refused by ${to}`);
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return lostOnTheWay(`Connection reset by ${to}`);
    case 'ETIMEDOUT':
      return lostOnTheWay(`No answer from ${to}`);
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      if (!reaches(peer.family)) return ownFault(`This machine has no IPv${peer.family} network to reach ${to}`);
      return lostOnTheWay(`No route leads to ${to}`);
    case 'EMFILE':
    case 'ENFILE':
      return ownFault('This process may open no more connections (too many open files)', { retryable: true });
    case 'EADDRNOTAVAIL':
      return ownFault(`This machine has no free address or port to reach ${to} from`, { retryable: true });
    default:
      return ownFault(`The connection to ${to} failed here (${code})`, { retryable: true });
  }
}
