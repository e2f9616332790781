import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Certificate,
  findCertificateProblem,
  readCertificate,
} from '../../../../shared/probes/connection/certificate.ts';
import { createTestCertificate } from '../../../support/certificate.ts';

const now = Date.parse('2030-01-15T00:00:00Z');

/** A certificate for shop.example with 10 days left, as OpenSSL tells it. */
function certificate(differs: Partial<Certificate> = {}): Certificate {
  return {
    subject: 'C=DE\nCN=shop.example',
    issuer: 'O=Trust Example\nCN=R1',
    subjectAltName: 'DNS:shop.example, DNS:*.shop.example',
    validFrom: 'Jan  1 00:00:00 2030 GMT',
    validTo: 'Jan 25 12:00:00 2030 GMT',
    checkHost: () => undefined,
    checkIP: () => undefined,
    ...differs,
  };
}

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
    expect(readCertificate(certificate({ validTo: 'Jan 13 00:00:00 2030 GMT' }), now)?.daysLeft).toBe(-2);
  });

  it('takes the first alternative name where there is no common name', () => {
    expect(readCertificate(certificate({ subject: '' }), now)?.subject).toBe('shop.example');
  });

  it('names an issuer by what there is of it', () => {
    expect(readCertificate(certificate({ issuer: 'O=Trust Example' }), now)?.issuer).toBe('Trust Example');
    expect(readCertificate(certificate({ issuer: '' }), now)?.issuer).toBe('no name');
  });

  it('tidies names that a stranger made up', () => {
    const subject = `CN=evil\r\u202ename${'x'.repeat(500)}`;
    const read = readCertificate(certificate({ subject }), now)?.subject ?? '';
    expect(read).toMatch(/^evil namex+$/);
    expect(read).toHaveLength(100);
  });

  it('is undefined where there is no date in it', () => {
    expect(readCertificate(certificate({ validTo: 'Bad time value' }), now)).toBeUndefined();
  });
});

describe('findCertificateProblem() by the chain', () => {
  it.each<readonly [string, Partial<Certificate>, string]>([
    ['CERT_HAS_EXPIRED', { validTo: 'Jan 13 00:00:00 2030 GMT' }, 'Certificate expired 2 days ago'],
    ['CERT_HAS_EXPIRED', { validTo: 'Jan 14 00:00:00 2030 GMT' }, 'Certificate expired 1 day ago'],
    ['CERT_HAS_EXPIRED', { validTo: 'Jan 14 21:00:00 2030 GMT' }, 'Certificate expired 3 hours ago'],
    ['CERT_HAS_EXPIRED', { validTo: 'Jan 14 23:00:00 2030 GMT' }, 'Certificate expired 1 hour ago'],
    ['CERT_HAS_EXPIRED', { validTo: 'Jan 14 23:50:00 2030 GMT' }, 'Certificate expired less than an hour ago'],
    ['CERT_HAS_EXPIRED', {}, 'A certificate of the issuing authority expired'],
    ['CERT_NOT_YET_VALID', { validFrom: 'Jan 17 00:00:00 2030 GMT' }, 'Certificate is not yet valid, only in 2 days'],
    ['CERT_NOT_YET_VALID', {}, 'A certificate of the issuing authority is not yet valid'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', {}, 'Certificate is self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', {}, 'Certificate is issued by an authority that is not trusted, R1 (Trust Example)'],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      {},
      'Certificate is issued by an authority that is not trusted, R1 (Trust Example), or the server leaves out an intermediate certificate',
    ],
    ['CERT_REVOKED', {}, 'Certificate is not trusted (cert revoked)'],
  ])('explains %s of %o', (chainError, differs, problem) => {
    const presented = { certificate: certificate(differs), chainError, serverName: 'shop.example', nowMs: now };
    expect(findCertificateProblem(presented)).toBe(problem);
  });
});

describe('findCertificateProblem() by the name', () => {
  async function find(serverName: string, ...hosts: [string, ...string[]]): Promise<string | undefined> {
    const { identity } = await createTestCertificate('valid', { hosts });
    const leaf = new X509Certificate(identity.cert);
    return findCertificateProblem({ certificate: leaf, chainError: undefined, serverName, nowMs: now });
  }

  it.each<readonly [string, string, readonly [string, ...string[]]]>([
    ['its first name', 'shop.example', ['shop.example']],
    ['another name', 'www.shop.example', ['shop.example', 'www.shop.example']],
    ['a name in capitals', 'SHOP.example', ['shop.example']],
    ['a name below its wildcard', 'www.shop.example', ['*.shop.example']],
    ['an IPv4 address', '192.0.2.7', ['192.0.2.7']],
    ['an IPv6 address', '2001:db8::7', ['2001:db8::7']],
  ])('finds none where it is for %s', async (_, serverName, hosts) => {
    expect(await find(serverName, ...hosts)).toBeUndefined();
  });

  it.each<readonly [string, readonly [string, ...string[]], string]>([
    ['shop.example', ['*.other.example'], 'Certificate is for *.other.example, not for shop.example'],
    ['shop.example', ['*.shop.example'], 'Certificate is for *.shop.example, not for shop.example'],
    ['a.b.shop.example', ['*.shop.example'], 'Certificate is for *.shop.example, not for a.b.shop.example'],
    ['www.shop.example', ['w*.shop.example'], 'Certificate is for w*.shop.example, not for www.shop.example'],
    ['192.0.2.8', ['192.0.2.7'], 'Certificate is for 192.0.2.7, not for 192.0.2.8'],
    [
      'shop.example',
      ['a.example', 'b.example', '192.0.2.7', 'd.example', 'e.example'],
      'Certificate is for a.example, b.example, 192.0.2.7 and 2 more, not for shop.example',
    ],
  ])('says that one is not for %s but for %o', async (serverName, hosts, problem) => {
    expect(await find(serverName, ...hosts)).toBe(problem);
  });

  it('says whom one is for that has only a common name, or none', () => {
    const find = (subject: string) => {
      const nameless = certificate({ subject, subjectAltName: undefined });
      return findCertificateProblem({
        certificate: nameless,
        chainError: undefined,
        serverName: 'shop.example',
        nowMs: now,
      });
    };
    expect(find('CN=old.example')).toBe('Certificate is for old.example, not for shop.example');
    expect(find('')).toBe('Certificate is for no host name, not for shop.example');
  });
});
