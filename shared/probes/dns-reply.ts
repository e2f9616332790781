import { formatDuration } from '../model/duration.ts';
import type { DnsSpec } from './dns.ts';
import { badAnswer, lostOnTheWay, ownFault } from './failure.ts';
import type { Failure } from './probe.ts';

/** What came of a question: records, none with the reason, or a failure. */
export type DnsReply =
  | { readonly records: readonly string[]; readonly nothing: string }
  | { readonly failure: Failure };

/** A question that got no records. */
export interface UnansweredQuestion extends Pick<DnsSpec, 'name' | 'type' | 'timeoutMs'> {
  /** The name server that the definition names: then it is the target. Otherwise it is part of this machine's surroundings. */
  readonly server: string | undefined;
  /** Whether the name server answered anything meanwhile. */
  readonly alive: boolean;
}

/** Codes that c-ares gives without having heard from a name server. */
export const silentCodes: ReadonlySet<string> = new Set(['ETIMEOUT', 'ECONNREFUSED', 'ECANCELLED', 'EDESTRUCTION']);

/** What a code of c-ares means for a question (nodejs.org/api/dns.html#error-codes). */
export function explainDnsCode(code: string, { name, type, server, timeoutMs, alive }: UnansweredQuestion): DnsReply {
  const who = server === undefined ? 'The name server' : `Name server ${server}`;
  const blameServer = (reason: string): DnsReply => ({
    failure: server === undefined ? ownFault(reason, { retryable: true }) : lostOnTheWay(reason),
  });
  switch (code) {
    case 'ENOTFOUND':
      return { records: [], nothing: 'no such name (NXDOMAIN)' };
    case 'ENODATA':
      return { records: [], nothing: `no ${type} record` };
    case 'EBADNAME':
      return { failure: badAnswer(`"${name}" cannot be a host name`) };
    case 'ESERVFAIL':
      return { failure: lostOnTheWay(`${who} cannot resolve "${name}" (SERVFAIL)`) };
    case 'EREFUSED': {
      const reason = `${who} refuses to resolve "${name}" (REFUSED)`;
      return { failure: server === undefined ? ownFault(reason) : badAnswer(reason) };
    }
    case 'ETIMEOUT': {
      const reason = `${who} gave no answer for "${name}" within ${formatDuration(timeoutMs)}`;
      return alive ? { failure: lostOnTheWay(reason) } : blameServer(reason);
    }
    case 'ECONNREFUSED':
      return blameServer(`${who} cannot be reached`);
    default:
      return blameServer(`${who} gave no usable answer for "${name}" (${code})`);
  }
}
