import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateInfo } from '../../model/probe-result.ts';
import { formatDays } from '../format-time.ts';

/** What of a certificate is looked at. */
export type Certificate = Pick<
  X509Certificate,
  'subject' | 'issuer' | 'subjectAltName' | 'validFrom' | 'validTo' | 'checkHost' | 'checkIP'
>;

const dayMs = 86_400_000;
const maxNameCharacters = 100;
const maxNames = 3;

/** What a server's certificate says; undefined where it has no dates that can be read. */
export function readCertificate(certificate: Certificate, nowMs: number): CertificateInfo | undefined {
  const validFromMs = Date.parse(certificate.validFrom);
  const validToMs = Date.parse(certificate.validTo);
  if (Number.isNaN(validFromMs) || Number.isNaN(validToMs)) return undefined;
  return {
    subject: readName(certificate.subject, 'CN') || listNames(certificate)[0] || 'no name',
    issuer: nameIssuer(certificate),
    validFrom: new Date(validFromMs).toISOString(),
    validTo: new Date(validToMs).toISOString(),
    daysLeft: (validToMs - nowMs) / dayMs,
  };
}

/** A certificate as it came, and what OpenSSL said about its chain (a code such as `CERT_HAS_EXPIRED`). */
export interface PresentedCertificate {
  readonly certificate: Certificate;
  readonly chainError: string | undefined;
  /** The host name or address that it must be for. */
  readonly serverName: string;
  readonly nowMs: number;
}

/** Why a certificate is not to be trusted, in one sentence; undefined where it is. The chain is judged before the name. */
export function findCertificateProblem(presented: PresentedCertificate): string | undefined {
  const { certificate, chainError, serverName } = presented;
  if (chainError !== undefined) return explainChainError(chainError, presented);
  const isForServer =
    isIP(serverName) === 0 ? certificate.checkHost(serverName, wholeWildcards) : certificate.checkIP(serverName);
  if (isForServer !== undefined) return undefined;
  return `Certificate is for ${listForPeople(listNames(certificate))}, not for ${serverName}`;
}

/** `*.shop.example` stands for names, `w*.shop.example` for none (RFC 9525, section 6.3). */
const wholeWildcards = { partialWildcards: false } as const;

/** Codes of openssl-verify(1) and their meaning. */
function explainChainError(code: string, { certificate, nowMs }: PresentedCertificate): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const daysAgo = (nowMs - Date.parse(certificate.validTo)) / dayMs;
      return daysAgo >= 0
        ? `Certificate expired ${formatAge(daysAgo)} ago`
        : 'A certificate of the issuing authority expired';
    }
    case 'CERT_NOT_YET_VALID': {
      const daysAhead = (Date.parse(certificate.validFrom) - nowMs) / dayMs;
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

function formatAge(days: number): string {
  if (days >= 1) return formatDays(days);
  const hours = Math.floor(days * 24);
  return hours === 0 ? 'less than an hour' : hours === 1 ? '1 hour' : `${hours} hours`;
}

/** The names and addresses a certificate is for: the common name counts only where there are no alternative names. */
function listNames({ subjectAltName = '', subject }: Certificate): readonly string[] {
  const names = subjectAltName.split(', ').flatMap((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? []);
  return (names.length > 0 ? names.map(tidy) : [readName(subject, 'CN')]).filter((name) => name !== '');
}

function listForPeople(names: readonly string[]): string {
  if (names.length === 0) return 'no host name';
  const shown = names.slice(0, maxNames).join(', ');
  return names.length > maxNames ? `${shown} and ${names.length - maxNames} more` : shown;
}

function nameIssuer({ issuer }: Certificate): string {
  const [name, organization] = [readName(issuer, 'CN'), readName(issuer, 'O')];
  if (name === '' || organization === '') return name || organization || 'no name';
  return `${name} (${organization})`;
}

/** A part of a distinguished name, which `X509Certificate` gives as one line for each part. */
function readName(distinguishedName: string | undefined, part: 'CN' | 'O'): string {
  const line = distinguishedName?.split('\n').find((each) => each.startsWith(`${part}=`));
  return tidy(line?.slice(part.length + 1) ?? '');
}

/** A name out of a stranger's certificate, fit for a message. */
function tidy(name: string): string {
  return name
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, maxNameCharacters);
}
