import { formatDuration } from '../model/duration.ts';
import { badAnswer, lostOnTheWay, ownFault, runIsOver } from './failure.ts';
import type { Failure } from './probe.ts';
import type { IpVersion } from './resolver.ts';

/** The circumstances of a lookup that gave no address. */
export interface FailedLookup {
  readonly hostname: string;
  readonly ipVersion: IpVersion;
  readonly timeoutMs: number;
  /** Whether any name server answered anything meanwhile: if none did, there may be no network here. */
  readonly heardFromServer: boolean;
}

/** Why a host name has no address, from a code of c-ares (nodejs.org/api/dns.html#error-codes). */
export function explainLookupFailure(code: string, lookup: FailedLookup): Failure {
  const { hostname, ipVersion, timeoutMs, heardFromServer } = lookup;
  switch (code) {
    case 'ENOTFOUND':
      return badAnswer(`Host name "${hostname}" does not exist (NXDOMAIN)`);
    case 'ENODATA':
      return badAnswer(`Host name "${hostname}" has no ${ipVersion === 'any' ? '' : `IPv${ipVersion} `}address`);
    case 'EBADNAME':
      return badAnswer(`"${hostname}" cannot be a host name`);
    case 'ESERVFAIL':
      return lostOnTheWay(`The name server cannot resolve "${hostname}" (SERVFAIL)`);
    case 'ETIMEOUT':
      return heardFromServer
        ? lostOnTheWay(`The name server did not resolve "${hostname}" within ${formatDuration(timeoutMs)}`)
        : ownFault(`No name server answered within ${formatDuration(timeoutMs)}`, { retryable: true });
    case 'ECONNREFUSED':
      return ownFault('No name server can be reached from here', { retryable: true });
    case 'EREFUSED':
      return ownFault(`The name server refuses to resolve "${hostname}" (REFUSED)`);
    case 'ECANCELLED':
    case 'EDESTRUCTION':
      return runIsOver;
    default:
      return ownFault(`The name server gave no usable answer for "${hostname}" (${code})`, { retryable: true });
  }
}
