import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertificateAuthority, type TlsIdentity, validityAround } from './certificates.ts';
import { CERTIFICATE_AUTHORITY_FILE } from './target.ts';

const HOSTS = ['localhost', '127.0.0.1', '::1'] as const;
const HOUR_IN_DAYS = 1 / 24;

/** How long a certificate of a site is valid when it is issued, in days. */
export const CERTIFICATE_LIFETIME_DAYS = 60;

/** Issues a certificate for the loopback names and addresses with so many whole days left; negative when it is to have expired. */
export function issueIdentity(authority: CertificateAuthority, daysLeft: number): Promise<TlsIdentity> {
  // The hour more keeps "5 days left" true for a while: without it, 4 whole days are left from the first second on.
  const wholeDaysLeft = daysLeft + HOUR_IN_DAYS;
  const daysSinceStart = CERTIFICATE_LIFETIME_DAYS - daysLeft + HOUR_IN_DAYS;
  return authority.issueLeaf({
    hosts: HOSTS,
    validity: validityAround(new Date(), { daysSinceStart, daysLeft: wholeDaysLeft }),
  });
}

/** Writes the authority's certificate to `ca.pem` in the state directory, readable for everybody. */
export async function writeAuthority(stateDir: string, authority: CertificateAuthority): Promise<void> {
  const file = join(stateDir, CERTIFICATE_AUTHORITY_FILE);
  try {
    await mkdir(stateDir, { recursive: true });
    await writeFile(file, authority.certificatePem);
    await chmod(file, 0o644);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot write the certificate authority to "${file}": ${problem}, must be a writable directory`, {
      cause,
    });
  }
}
