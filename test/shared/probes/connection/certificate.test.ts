import type { PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { findCertificateProblem, readCertificate } from '../../../../shared/probes/connection/certificate.ts';

const now = Date.parse('2030-01-15T00:00:00Z');

/** A certificate for shop.example with 10 days left. */
function certificate(differs: Partial<PeerCertificate> = {}): PeerCertificate {
  return {
    subject: { CN: 'shop.example' },
    issuer: { CN: 'R1', O: 'Trust Example' },
    subjectaltname: 'DNS:shop.example, DNS:*.shop.example',
    valid_from: 'Jan  1 00:00:00 2030 GMT',
    valid_to: 'Jan 25 12:00:00 2030 GMT',
    ...differs,
  } as PeerCertificate;
}

const noNames = { subjectaltname: undefined } as unknown as Partial<PeerCertificate>;

describe('readCertificate()', () => {
  it('tells whose it is, who issued it, and the days left with a fraction', () => {
    expect(readCertificate(certificate(), now)).toEqual({
      subject: 'shop.example',
      issuer: 'R1 (Trust Example)',
      validFrom: '2030-01-01T00:00:00.000Z',
      validTo: '2030-01-25T12:00:00.000Z',
      daysLeft: 10.5,
    });
  });

  it('counts the days since it expired as negative', () => {
    expect(readCertificate(certificate({ valid_to: 'Jan 13 00:00:00 2030 GMT' }), now)?.daysLeft).toBe(-2);
  });

  it('takes the first alternative name where there is no common name', () => {
    const nameless = certificate({ subject: {} as PeerCertificate['subject'] });
    expect(readCertificate(nameless, now)?.subject).toBe('shop.example');
  });

  it('tidies names that a stranger made up', () => {
    const subject = { CN: `evil\r\n\u202ename${'x'.repeat(500)}` } as PeerCertificate['subject'];
    const read = readCertificate(certificate({ subject }), now)?.subject ?? '';
    expect(read).toMatch(/^evil namex+$/);
    expect(read).toHaveLength(100);
  });

  it('is undefined where there is no certificate, or no date in it', () => {
    expect(readCertificate({} as PeerCertificate, now)).toBeUndefined();
    expect(readCertificate(certificate({ valid_to: 'Bad time value' }), now)).toBeUndefined();
  });
});

describe('findCertificateProblem()', () => {
  const find = (chainError: string | undefined, differs: Partial<PeerCertificate> = {}, serverName = 'shop.example') =>
    findCertificateProblem({ certificate: certificate(differs), chainError, serverName, nowMs: now });

  it.each([
    ['its name', 'shop.example'],
    ['a name below its wildcard', 'www.shop.example'],
  ])('finds none where the chain is trusted and the certificate is for %s', (_, serverName) => {
    expect(find(undefined, {}, serverName)).toBeUndefined();
  });

  it.each<readonly [string | undefined, Partial<PeerCertificate>, string]>([
    ['CERT_HAS_EXPIRED', { valid_to: 'Jan 13 00:00:00 2030 GMT' }, 'Certificate expired 2 days ago'],
    ['CERT_HAS_EXPIRED', { valid_to: 'Jan 14 00:00:00 2030 GMT' }, 'Certificate expired 1 day ago'],
    ['CERT_HAS_EXPIRED', { valid_to: 'Jan 14 21:00:00 2030 GMT' }, 'Certificate expired 3 hours ago'],
    ['CERT_HAS_EXPIRED', { valid_to: 'Jan 14 23:00:00 2030 GMT' }, 'Certificate expired 1 hour ago'],
    ['CERT_HAS_EXPIRED', { valid_to: 'Jan 14 23:50:00 2030 GMT' }, 'Certificate expired less than an hour ago'],
    ['CERT_HAS_EXPIRED', {}, 'A certificate of the issuing authority expired'],
    ['CERT_NOT_YET_VALID', { valid_from: 'Jan 17 00:00:00 2030 GMT' }, 'Certificate is not yet valid, only in 2 days'],
    ['CERT_NOT_YET_VALID', {}, 'A certificate of the issuing authority is not yet valid'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', {}, 'Certificate is self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', {}, 'Certificate is issued by an authority that is not trusted, R1 (Trust Example)'],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      {},
      'Certificate is issued by an authority that is not trusted, R1 (Trust Example), or the server leaves out an intermediate certificate',
    ],
    ['CERT_REVOKED', {}, 'Certificate is not trusted (cert revoked)'],
    [undefined, { subjectaltname: 'DNS:*.other.example' }, 'Certificate is for *.other.example, not for shop.example'],
    [
      undefined,
      { subjectaltname: 'DNS:a.example, DNS:b.example, IP Address:192.0.2.7, DNS:d.example, DNS:e.example' },
      'Certificate is for a.example, b.example, 192.0.2.7 and 2 more, not for shop.example',
    ],
    [
      undefined,
      { subject: { CN: 'old.example' } as PeerCertificate['subject'], ...noNames },
      'Certificate is for old.example, not for shop.example',
    ],
    [
      undefined,
      { subject: {} as PeerCertificate['subject'], ...noNames },
      'Certificate is for no host name, not for shop.example',
    ],
    [undefined, { subjectaltname: 'DNS:"broken' }, 'Certificate is for "broken, not for shop.example'],
  ])('explains %s of %o', (chainError, differs, problem) => {
    expect(find(chainError, differs)).toBe(problem);
  });

  it('compares addresses with the addresses in it', () => {
    const forAddress = { subjectaltname: 'IP Address:192.0.2.7' };
    expect(find(undefined, forAddress, '192.0.2.7')).toBeUndefined();
    expect(find(undefined, forAddress, '192.0.2.8')).toBe('Certificate is for 192.0.2.7, not for 192.0.2.8');
  });
});
