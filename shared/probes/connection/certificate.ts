import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { CertificateInfo } from '../../model/probe-result.ts';
import { formatDays } from '../format-time.ts';

const dayMs = 86_400_000;
const maxNameCharacters = 100;
const maxNames = 3;

/** What a server's certificate says; undefined where it has no dates that can be read. */
export function readCertificate(certificate: PeerCertificate, nowMs: number): CertificateInfo | undefined {
  const validFromMs = Date.parse(certificate.valid_from);
  const validToMs = Date.parse(certificate.valid_to);
  if (Number.isNaN(validFromMs) || Number.isNaN(validToMs)) return undefined;
  return {
    subject: tidy(certificate.subject?.CN) || listNames(certificate)[0] || 'no name',
    issuer: nameIssuer(certificate),
    validFrom: new Date(validFromMs).toISOString(),
    validTo: new Date(validToMs).toISOString(),
    daysLeft: (validToMs - nowMs) / dayMs,
  };
}

/** A certificate as it came, and what OpenSSL said about its chain (a code such as `CERT_HAS_EXPIRED`). */
export interface PresentedCertificate {
  readonly certificate: PeerCertificate;
  readonly chainError: string | undefined;
  /** The host name or address that it must be for. */
  readonly serverName: string;
  readonly nowMs: number;
}

/** Why a certificate is not to be trusted, in one sentence; undefined where it is. The chain is judged before the name. */
export function findCertificateProblem(presented: PresentedCertificate): string | undefined {
  const { certificate, chainError, serverName } = presented;
  if (chainError !== undefined) return explainChainError(chainError, presented);
  if (isFor(serverName, certificate)) return undefined;
  return `Certificate is for ${listForPeople(listNames(certificate))}, not for ${serverName}`;
}

/** Codes of openssl-verify(1) and their meaning. */
function explainChainError(code: string, { certificate, nowMs }: PresentedCertificate): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const daysAgo = (nowMs - Date.parse(certificate.valid_to)) / dayMs;
      return daysAgo >= 0
        ? `Certificate expired ${formatAge(daysAgo)} ago`
        : 'A certificate of the issuing authority expired';
    }
    case 'CERT_NOT_YET_VALID': {
      const daysAhead = (Date.parse(certificate.valid_from) - nowMs) / dayMs;
      return daysAhead >= 0
        ? `Certificate is not yet valid, only in ${formatAge(daysAhead)}`
        : 'A certificate of the issuing authority is not yet valid';
    }
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'Certificate is self-signed';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
      return `Certificate is issued by an authority that is not trusted, ${nameIssuer(certificate)}`;
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `Certificate is issued by an authority that is not trusted, ${nameIssuer(certificate)}, or the server leaves out an intermediate certificate`;
    default:
      return `Certificate is not trusted (${code.replaceAll('_', ' ').toLowerCase()})`;
  }
}

function isFor(serverName: string, certificate: PeerCertificate): boolean {
  try {
    return checkServerIdentity(serverName, certificate) === undefined;
  } catch {
    return false; // Names that are not even well-formed.
  }
}

function formatAge(days: number): string {
  if (days >= 1) return formatDays(days);
  const hours = Math.floor(days * 24);
  return hours === 0 ? 'less than an hour' : hours === 1 ? '1 hour' : `${hours} hours`;
}

/** The names and addresses a certificate is for: the common name counts only where there are no alternative names. */
function listNames({ subjectaltname = '', subject }: PeerCertificate): readonly string[] {
  const names = subjectaltname.split(', ').flatMap((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? []);
  return (names.length > 0 ? names : [subject?.CN]).map(tidy).filter((name) => name !== '');
}

function listForPeople(names: readonly string[]): string {
  if (names.length === 0) return 'no host name';
  const shown = names.slice(0, maxNames).join(', ');
  return names.length > maxNames ? `${shown} and ${names.length - maxNames} more` : shown;
}

function nameIssuer({ issuer }: PeerCertificate): string {
  const [name, organization] = [tidy(issuer?.CN), tidy(issuer?.O)];
  if (name === '' || organization === '') return name || organization || 'no name';
  return `${name} (${organization})`;
}

/** A name out of a stranger's certificate, fit for a message. */
function tidy(name: string | string[] | undefined): string {
  const text = Array.isArray(name) ? name.join(', ') : (name ?? '');
  return text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, maxNameCharacters);
}
