import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { CertificateAuthority } from '../probe-settings.ts';

/**
 * Key exchange without Node's default ML-KEM share, which costs a fifth of a handshake, in the order that servers of today
 * prefer, so that no handshake needs a second round.
 */
const keyExchangeGroups = 'X25519:P-256:P-384';

const contexts = new Map<string, SecureContext>();

/**
 * What a client trusts: the public authorities, and these besides them. Shared between connections, because making one costs
 * more than half a handshake. Throws where an authority is not a certificate, or is a file that nobody read.
 */
export function trustedContext(authorities: readonly CertificateAuthority[]): SecureContext {
  const pems = authorities.map(readPem);
  const key = pems.join('\n');
  const made = contexts.get(key);
  if (made !== undefined) return made;
  pems.forEach(assertCertificate);
  const context = createSecureContext({
    ecdhCurve: keyExchangeGroups,
    ...(pems.length === 0 ? {} : { ca: [...getCACertificates('default'), ...pems] }),
  });
  contexts.set(key, context);
  return context;
}

function readPem(authority: CertificateAuthority): string {
  if (typeof authority === 'string') return authority;
  throw new Error(`Cannot trust the authority in "${authority.file}": the file was not read, must be PEM text by now`);
}

/** `createSecureContext` passes over in silence what it cannot read. */
function assertCertificate(pem: string): void {
  try {
    new X509Certificate(pem);
  } catch (cause) {
    throw new Error('Cannot trust an authority: its text is not a certificate, must be PEM', { cause });
  }
}
